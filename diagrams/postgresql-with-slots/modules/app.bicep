metadata description = 'What runs the applications.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The language stack of Web App, as linuxFxVersion takes it.')
param webAppRuntime string

@description('The command that starts Web App; empty for the one that its stack or image begins with.')
param webAppCommand string

@description('The path by which Azure asks whether an instance of Web App is well; empty to ask none.')
param webAppHealthPath string

@description('More app settings of Web App by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string }

@description('App settings of staging slot beyond and over those of Web App, which stay with the slot when slots are swapped.')
param stagingSlotSettings { *: string }

@description('The size of the App Service plan.')
param appServicePlanSku string

@description('The number of instances.')
param appServicePlanCapacity int

@description('The tags of every resource.')
param tags object

@description('The name of Virtual network (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Integration subnet (Microsoft.Network/virtualNetworks/subnets).')
param integrationSubnetName string

@description('The name of PostgreSQL flexible server (Microsoft.DBforPostgreSQL/flexibleServers).')
param postgresqlName string

@description('The name of postgresqlDatabase (Microsoft.DBforPostgreSQL/flexibleServers/databases).')
param postgresqlDatabaseName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Application Insights (Microsoft.Insights/components).')
param applicationInsightsName string

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource integrationSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: integrationSubnetName
}

resource postgresql 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' existing = {
  name: postgresqlName
}

resource postgresqlDatabase 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01' existing = {
  parent: postgresql
  name: postgresqlDatabaseName
}

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// App Service plan: node Plan on line 5 of the diagram.
resource appServicePlan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'asp-${workloadName}-${environmentName}'
  location: location
  kind: 'linux'
  sku: {
    name: appServicePlanSku
    capacity: appServicePlanCapacity
  }
  tags: union(tags, { 'siteplan-node': 'Plan' })
  properties: {
    reserved: true
  }
}

// Web App: node App on line 4 of the diagram.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: toLower('app-${workloadName}-${environmentName}-${uniqueSuffix}')
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'App' })
  properties: {
    serverFarmId: appServicePlan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: integrationSubnet.id
    outboundVnetRouting: {
      allTraffic: true
    }
    siteConfig: {
      linuxFxVersion: webAppRuntime
      appCommandLine: webAppCommand
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      healthCheckPath: webAppHealthPath
      appSettings: map(
        items(
          union(
            {
              SCM_DO_BUILD_DURING_DEPLOYMENT: 'true'
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              POSTGRES_HOST: postgresql.properties.fullyQualifiedDomainName
              POSTGRES_DATABASE: postgresqlDatabase.name
            },
            webAppSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

// staging slot: node Staging on line 6 of the diagram.
resource stagingSlot 'Microsoft.Web/sites/slots@2025-03-01' = {
  parent: webApp
  name: 'staging'
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'Staging' })
  properties: {
    serverFarmId: appServicePlan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: integrationSubnet.id
    outboundVnetRouting: {
      allTraffic: true
    }
    siteConfig: {
      linuxFxVersion: webAppRuntime
      appCommandLine: webAppCommand
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      healthCheckPath: webAppHealthPath
      appSettings: map(
        items(
          union(
            {
              SCM_DO_BUILD_DURING_DEPLOYMENT: 'true'
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              POSTGRES_HOST: postgresql.properties.fullyQualifiedDomainName
              POSTGRES_DATABASE: postgresqlDatabase.name
            },
            webAppSettings,
            stagingSlotSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

resource stagingSlotFtpPublishing 'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: stagingSlot
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource stagingSlotScmPublishing 'Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: stagingSlot
  name: 'scm'
  properties: {
    allow: false
  }
}

resource webAppFtpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webApp
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource webAppScmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webApp
  name: 'scm'
  properties: {
    allow: false
  }
}

resource webAppSlotSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: webApp
  name: 'slotConfigNames'
  properties: {
    appSettingNames: union(['APPLICATIONINSIGHTS_CONNECTION_STRING'], objectKeys(stagingSlotSettings))
  }
}

resource stagingSlotDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: stagingSlot
  name: 'to-workspace'
  properties: {
    workspaceId: logAnalytics.id
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

resource webAppDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: webApp
  name: 'to-workspace'
  properties: {
    workspaceId: logAnalytics.id
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

resource appServicePlanDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: appServicePlan
  name: 'to-workspace'
  properties: {
    workspaceId: logAnalytics.id
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('The name of Web App, which its code is delivered to.')
output webAppName string = webApp.name

@description('The host name of Web App.')
output webAppHostName string = webApp.properties.defaultHostName
