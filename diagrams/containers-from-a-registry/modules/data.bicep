metadata description = 'What keeps data.'

@description('The Azure region.')
param location string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The tier of Container Registry.')
param containerRegistrySku string

@description('The image that Web App runs, without the registry: name:tag.')
param webAppImage string

@description('The command that starts Web App; empty for the one that its stack or image begins with.')
param webAppCommand string

@description('The path by which Azure asks whether an instance of Web App is well; empty to ask none.')
param webAppHealthPath string

@description('More app settings of Web App by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string }

@description('The size of the App Service plan.')
param appServicePlanSku string

@description('The number of instances.')
param appServicePlanCapacity int

@description('The request units a second that the database of Cosmos DB grows to.')
param cosmosDbMaxThroughput int

@description('The tags of every resource.')
param tags object

@description('The name of Container Registry (Microsoft.ContainerRegistry/registries).')
param containerRegistryName string

@description('The name of VNet 10.60.0.0/20 (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Integration subnet (Microsoft.Network/virtualNetworks/subnets).')
param integrationSubnetName string

@description('The name of App Service plan (Microsoft.Web/serverfarms).')
param appServicePlanName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Application Insights (Microsoft.Insights/components).')
param applicationInsightsName string

@description('The name of Cosmos DB (Microsoft.DocumentDB/databaseAccounts).')
param cosmosDbName string

@description('The name of Web App (Microsoft.Web/sites).')
param webAppName string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource integrationSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: integrationSubnetName
}

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// Container Registry: node Acr on line 5 of the diagram.
resource containerRegistry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: containerRegistryName
  location: location
  sku: {
    name: containerRegistrySku
  }
  tags: union(tags, { 'siteplan-node': 'Acr' })
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    publicNetworkAccess: 'Disabled'
    networkRuleBypassOptions: 'AzureServices'
  }
}

// App Service plan: node Plan on line 14 of the diagram.
resource appServicePlan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: appServicePlanName
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

// Cosmos DB: node Cosmos on line 19 of the diagram.
resource cosmosDb 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: cosmosDbName
  location: location
  kind: 'GlobalDocumentDB'
  tags: union(tags, { 'siteplan-node': 'Cosmos' })
  properties: {
    databaseAccountOfferType: 'Standard'
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    enableAutomaticFailover: false
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: 'Disabled'
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous7Days'
      }
    }
  }
}

// Web App: node App on line 4 of the diagram.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: webAppName
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
      linuxFxVersion: 'DOCKER|${containerRegistry.properties.loginServer}/${webAppImage}'
      acrUseManagedIdentityCreds: true
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
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              COSMOS_ENDPOINT: cosmosDb.properties.documentEndpoint
            },
            webAppSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

resource cosmosDbDatabase 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: cosmosDb
  name: workloadName
  properties: {
    resource: {
      id: workloadName
    }
    options: {
      autoscaleSettings: {
        maxThroughput: cosmosDbMaxThroughput
      }
    }
  }
}

resource cosmosDbAccessWebApp 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: cosmosDb
  name: guid(cosmosDb.id, webApp.id)
  properties: {
    roleDefinitionId: '${cosmosDb.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: webApp.identity.principalId
    scope: cosmosDb.id
  }
}

resource containerRegistryDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: containerRegistry
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

resource cosmosDbDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: cosmosDb
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
        category: 'Requests'
        enabled: true
      }
    ]
  }
}

@description('The address that images are pushed to.')
output containerRegistryLoginServer string = containerRegistry.properties.loginServer

@description('The name of Web App, which its code is delivered to.')
output webAppName string = webApp.name

@description('The host name of Web App.')
output webAppHostName string = webApp.properties.defaultHostName

@description('The address of the account.')
output cosmosDbEndpoint string = cosmosDb.properties.documentEndpoint
