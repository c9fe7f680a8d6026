metadata description = 'Deploys the architecture of the diagram `isolated-environment`.'
metadata source = 'diagrams/isolated-environment.md:18'

@description('The Azure region; that of the resource group unless given.')
param location string = resourceGroup().location

@description('The environment, as it stands in names and tags.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'intranet'

@description('The size of the App Service plan.')
@allowed([
  'I1v2'
  'I2v2'
  'I3v2'
  'I4v2'
  'I5v2'
  'I6v2'
  'I1mv2'
  'I2mv2'
  'I3mv2'
  'I4mv2'
  'I5mv2'
])
param appServicePlanSku string = 'I1v2'

@description('The number of instances; autoscale, where there is one, takes over from here.')
@minValue(1)
@maxValue(100)
param appServicePlanCapacity int = 2

@description('The language stack of Portal, as linuxFxVersion takes it.')
param webAppRuntime string = 'JAVA|21-java21'

@description('The language stack of Orders API, as linuxFxVersion takes it.')
param webAppOrdersApiRuntime string = 'JAVA|21-java21'

@description('The object id of the Entra ID group that administers the databases.')
@minLength(36)
@maxLength(36)
param databaseAdministratorsObjectId string

@description('The name of the Entra ID group that administers the databases.')
param databaseAdministratorsName string = 'database-administrators'

@description('The size of the database of Azure SQL Database.')
param sqlServerDatabaseSku string = 'S0'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var tags = {
  environment: environmentName
  'siteplan-diagram': 'isolated-environment'
}

// VPN Gateway: node Vpn at diagrams/isolated-environment.md:25.
resource vpnGatewayPublicIp 'Microsoft.Network/publicIPAddresses@2025-09-01' = {
  name: 'pip-vgw-${workloadName}-${environmentName}'
  location: location
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  zones: [
    '1'
    '2'
    '3'
  ]
  tags: tags
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

// Virtual network 10.40.0.0/16: node VNet at diagrams/isolated-environment.md:23.
resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'VNet' })
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.40.0.0/16'
      ]
    }
  }
}

// GatewaySubnet 10.40.0.0/27: node Gw at diagrams/isolated-environment.md:24.
resource gatewaySubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'GatewaySubnet'
  properties: {
    addressPrefix: '10.40.0.0/27'
  }
}

// VPN Gateway: node Vpn at diagrams/isolated-environment.md:25.
resource vpnGateway 'Microsoft.Network/virtualNetworkGateways@2025-09-01' = {
  name: 'vgw-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Vpn' })
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    sku: {
      name: 'VpnGw1AZ'
      tier: 'VpnGw1AZ'
    }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: gatewaySubnet.id
          }
          publicIPAddress: {
            id: vpnGatewayPublicIp.id
          }
        }
      }
    ]
  }
}

// ASE subnet 10.40.1.0/24: node AseSubnet at diagrams/isolated-environment.md:27.
resource environmentSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'snet-${workloadName}-ase-${environmentName}'
  dependsOn: [
    gatewaySubnet
  ]
  properties: {
    addressPrefix: '10.40.1.0/24'
    delegations: [
      {
        name: 'hostingEnvironments'
        properties: {
          serviceName: 'Microsoft.Web/hostingEnvironments'
        }
      }
    ]
  }
}

// App Service Environment v3: node Ase at diagrams/isolated-environment.md:29.
resource appServiceEnvironment 'Microsoft.Web/hostingEnvironments@2025-03-01' = {
  name: take('ase-${workloadName}-${environmentName}', 36)
  location: location
  kind: 'ASEV3'
  tags: union(tags, { 'siteplan-node': 'Ase' })
  properties: {
    virtualNetwork: {
      id: environmentSubnet.id
    }
    internalLoadBalancingMode: 'Web, Publishing'
    zoneRedundant: false
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

// The names of the environment's apps, which Azure does not create for an internal load balancer.
resource appServiceEnvironmentDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: '${appServiceEnvironment.name}.appserviceenvironment.net'
  location: 'global'
  tags: tags
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

// App Service plan (Isolated I1v2): node Plan at diagrams/isolated-environment.md:30.
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
    hostingEnvironmentProfile: {
      id: appServiceEnvironment.id
    }
  }
}

// Log Analytics workspace: not drawn; Application Insights keeps its data in a workspace, and none is drawn.
resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${workloadName}-${environmentName}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
    features: {
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

// Application Insights: node Logs at diagrams/isolated-environment.md:43.
resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${workloadName}-${environmentName}'
  location: location
  kind: 'web'
  tags: union(tags, { 'siteplan-node': 'Logs' })
  properties: {
    Application_Type: 'web'
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: logAnalytics.id
  }
}

// Portal: node Portal at diagrams/isolated-environment.md:31.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app-${workloadName}-${environmentName}-${uniqueSuffix}'
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
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      appSettings: [
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: applicationInsights.properties.ConnectionString
        }
      ]
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

// Azure SQL Database: node Sql at diagrams/isolated-environment.md:44.
resource sqlServer 'Microsoft.Sql/servers@2025-01-01' = {
  name: 'sql-${workloadName}-${environmentName}-${uniqueSuffix}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Sql' })
  properties: {
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      principalType: 'Group'
      login: databaseAdministratorsName
      sid: databaseAdministratorsObjectId
      tenantId: tenant().tenantId
    }
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
  }
}

// Orders API: node Orders at diagrams/isolated-environment.md:32.
resource webAppOrdersApi 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app-${workloadName}-orders-api-${environmentName}-${uniqueSuffix}'
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
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      appSettings: [
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: applicationInsights.properties.ConnectionString
        }
        {
          name: 'SQL_SERVER'
          value: sqlServer.properties.fullyQualifiedDomainName
        }
      ]
    }
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

// Private endpoint subnet 10.40.2.0/27: node PeSubnet at diagrams/isolated-environment.md:36.
resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'snet-${workloadName}-private-endpoint-${environmentName}'
  dependsOn: [
    environmentSubnet
  ]
  properties: {
    addressPrefix: '10.40.2.0/27'
    privateEndpointNetworkPolicies: 'Enabled'
  }
}

// Private endpoint: node PeSql at diagrams/isolated-environment.md:37.
resource sqlServerPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-sql-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'PeSql' })
  properties: {
    subnet: {
      id: privateEndpointSubnet.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-${workloadName}-sql-${environmentName}'
        properties: {
          privateLinkServiceId: sqlServer.id
          groupIds: [
            'sqlServer'
          ]
        }
      }
    ]
  }
}

// privatelink.database.windows.net: node Zone at diagrams/isolated-environment.md:45.
resource databaseDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink${environment().suffixes.sqlServerHostname}'
  location: 'global'
  tags: union(tags, { 'siteplan-node': 'Zone' })
}

resource sqlServerPrivateEndpointDnsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: sqlServerPrivateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-database-windows-net'
        properties: {
          privateDnsZoneId: databaseDnsZone.id
        }
      }
    ]
  }
}

resource sqlServerDatabase 'Microsoft.Sql/servers/databases@2025-01-01' = {
  parent: sqlServer
  name: 'sqldb-${workloadName}'
  location: location
  sku: {
    name: sqlServerDatabaseSku
  }
  tags: tags
}

resource sqlServerDatabaseAudit 'Microsoft.Sql/servers/databases/auditingSettings@2025-01-01' = {
  parent: sqlServerDatabase
  name: 'default'
  properties: {
    state: 'Enabled'
    isAzureMonitorTargetEnabled: true
  }
}

resource databaseDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: databaseDnsZone
  name: 'link-${virtualNetwork.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetwork.id
    }
  }
}

resource vpnGatewayDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vpnGateway
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

resource virtualNetworkDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: virtualNetwork
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

resource sqlServerDatabaseDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: sqlServerDatabase
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

@description('The name of Portal, which its code is delivered to.')
output webAppName string = webApp.name

@description('The host name of Portal.')
output webAppHostName string = webApp.properties.defaultHostName

@description('The name of Orders API, which its code is delivered to.')
output webAppOrdersApiName string = webAppOrdersApi.name

@description('The host name of Orders API.')
output webAppOrdersApiHostName string = webAppOrdersApi.properties.defaultHostName

@description('The address of the SQL server.')
output sqlServerHostName string = sqlServer.properties.fullyQualifiedDomainName
