metadata description = 'What runs the applications.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('Whether App Service Environment v3 and its plans are spread over the zones of the region, with two instances at least. To be settled before the first deployment: a change takes Azure most of a day, and azurerm makes a new environment of it.')
param appServiceEnvironmentZoneRedundant bool

@description('The size of the App Service plan.')
param appServicePlanSku string

@description('The number of instances.')
param appServicePlanCapacity int

@description('The language stack of Portal, as linuxFxVersion takes it.')
param webAppRuntime string

@description('The command that starts Portal; empty for the one that its stack or image begins with.')
param webAppCommand string

@description('The path by which Azure asks whether an instance of Portal is well; empty to ask none.')
param webAppHealthPath string

@description('More app settings of Portal by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string }

@description('The language stack of Orders API, as linuxFxVersion takes it.')
param webAppOrdersApiRuntime string

@description('The command that starts Orders API; empty for the one that its stack or image begins with.')
param webAppOrdersApiCommand string

@description('The path by which Azure asks whether an instance of Orders API is well; empty to ask none.')
param webAppOrdersApiHealthPath string

@description('More app settings of Orders API by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppOrdersApiSettings { *: string }

@description('The tags of every resource.')
param tags object

@description('The name of Virtual network 10.40.0.0/16 (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of ASE subnet 10.40.1.0/24 (Microsoft.Network/virtualNetworks/subnets).')
param environmentSubnetName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Application Insights (Microsoft.Insights/components).')
param applicationInsightsName string

@description('The name of Azure SQL Database (Microsoft.Sql/servers).')
param sqlServerName string

@description('The name of sqlServerDatabase (Microsoft.Sql/servers/databases).')
param sqlServerDatabaseName string

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource environmentSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: environmentSubnetName
}

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource sqlServer 'Microsoft.Sql/servers@2025-01-01' existing = {
  name: sqlServerName
}

resource sqlServerDatabase 'Microsoft.Sql/servers/databases@2025-01-01' existing = {
  parent: sqlServer
  name: sqlServerDatabaseName
}

// App Service Environment v3: node Ase on line 11 of the diagram.
resource appServiceEnvironment 'Microsoft.Web/hostingEnvironments@2025-03-01' = {
  name: take(toLower('ase-${workloadName}-${environmentName}-${uniqueSuffix}'), 36)
  location: location
  kind: 'ASEV3'
  tags: union(tags, { 'siteplan-node': 'Ase' })
  properties: {
    virtualNetwork: {
      id: environmentSubnet.id
    }
    internalLoadBalancingMode: 'Web, Publishing'
    zoneRedundant: appServiceEnvironmentZoneRedundant
    clusterSettings: [
      {
        name: 'DisableTls1.0'
        value: '1'
      }
      {
        name: 'InternalEncryption'
        value: 'true'
      }
    ]
  }
}

resource appServiceEnvironmentNetworking 'Microsoft.Web/hostingEnvironments/configurations@2025-03-01' = {
  parent: appServiceEnvironment
  name: 'networking'
  properties: {
    allowNewPrivateEndpointConnections: false
    ftpEnabled: false
    remoteDebugEnabled: false
  }
}

// The names of the environment's apps, which Azure does not create for an internal load balancer: of the public cloud, and
// only within the linked VNets. DNS elsewhere asks a resolver there, or has the same records by the address that is an output.
resource appServiceEnvironmentDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: '${appServiceEnvironment.name}.appserviceenvironment.net'
  location: 'global'
  tags: union(tags, { 'siteplan-node': 'Ase' })
}

resource appServiceEnvironmentDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: appServiceEnvironmentDnsZone
  name: 'link-${virtualNetwork.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetwork.id
    }
  }
}

resource appServiceEnvironmentWildcardRecord 'Microsoft.Network/privateDnsZones/A@2024-06-01' = {
  parent: appServiceEnvironmentDnsZone
  name: '*'
  properties: {
    ttl: 3600
    aRecords: [
      {
        ipv4Address: appServiceEnvironmentNetworking.properties.internalInboundIpAddresses[0]
      }
    ]
  }
}

resource appServiceEnvironmentApexRecord 'Microsoft.Network/privateDnsZones/A@2024-06-01' = {
  parent: appServiceEnvironmentDnsZone
  name: '@'
  properties: {
    ttl: 3600
    aRecords: [
      {
        ipv4Address: appServiceEnvironmentNetworking.properties.internalInboundIpAddresses[0]
      }
    ]
  }
}

resource appServiceEnvironmentScmRecord 'Microsoft.Network/privateDnsZones/A@2024-06-01' = {
  parent: appServiceEnvironmentDnsZone
  name: '*.scm'
  properties: {
    ttl: 3600
    aRecords: [
      {
        ipv4Address: appServiceEnvironmentNetworking.properties.internalInboundIpAddresses[0]
      }
    ]
  }
}

// App Service plan (Isolated I1v2): node Plan on line 12 of the diagram.
resource appServicePlan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'asp-${workloadName}-${environmentName}'
  location: location
  kind: 'linux'
  sku: {
    name: appServicePlanSku
    capacity: appServicePlanCapacity
  }
  dependsOn: [
    appServiceEnvironmentNetworking
  ]
  tags: union(tags, { 'siteplan-node': 'Plan' })
  properties: {
    reserved: true
    hostingEnvironmentProfile: {
      id: appServiceEnvironment.id
    }
    zoneRedundant: appServiceEnvironmentZoneRedundant
  }
}

// Orders API: node Orders on line 14 of the diagram.
resource webAppOrdersApi 'Microsoft.Web/sites@2025-03-01' = {
  name: toLower('app-${workloadName}-orders-api-${environmentName}-${uniqueSuffix}')
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'Orders' })
  properties: {
    serverFarmId: appServicePlan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    siteConfig: {
      linuxFxVersion: webAppOrdersApiRuntime
      appCommandLine: webAppOrdersApiCommand
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      healthCheckPath: webAppOrdersApiHealthPath
      appSettings: map(
        items(
          union(
            {
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              SQL_SERVER: sqlServer.properties.fullyQualifiedDomainName
              SQL_DATABASE: sqlServerDatabase.name
            },
            webAppOrdersApiSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

// Portal: node Portal on line 13 of the diagram.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: toLower('app-${workloadName}-${environmentName}-${uniqueSuffix}')
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'Portal' })
  properties: {
    serverFarmId: appServicePlan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
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
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              WEB_APP_HOST_ORDERS_API: webAppOrdersApi.properties.defaultHostName
            },
            webAppSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
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

resource webAppOrdersApiFtpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webAppOrdersApi
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource webAppOrdersApiScmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webAppOrdersApi
  name: 'scm'
  properties: {
    allow: false
  }
}

resource appServiceEnvironmentDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: appServiceEnvironment
  name: 'to-workspace'
  properties: {
    workspaceId: logAnalytics.id
    logs: [
      {
        categoryGroup: 'allLogs'
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

resource webAppOrdersApiDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: webAppOrdersApi
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

@description('The address by which the apps of App Service Environment v3 are reached from its network.')
output appServiceEnvironmentInboundIpAddress string = appServiceEnvironmentNetworking.properties.internalInboundIpAddresses[0]

@description('The name of Portal, which its code is delivered to.')
output webAppName string = webApp.name

@description('The host name of Portal.')
output webAppHostName string = webApp.properties.defaultHostName

@description('The name of Orders API, which its code is delivered to.')
output webAppOrdersApiName string = webAppOrdersApi.name

@description('The host name of Orders API.')
output webAppOrdersApiHostName string = webAppOrdersApi.properties.defaultHostName
