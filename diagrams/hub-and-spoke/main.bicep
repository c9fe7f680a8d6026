metadata description = 'Deploys the architecture of the diagram `hub-and-spoke`.'
metadata source = 'diagrams/hub-and-spoke.md:17'

@description('The Azure region; that of the resource group unless given.')
param location string = resourceGroup().location

@description('The environment, as it stands in names and tags.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'payroll'

@description('The language stack of Web App, as linuxFxVersion takes it.')
param webAppRuntime string = 'JAVA|21-java21'

@description('The size of the App Service plan.')
@allowed([
  'P1v2'
  'P2v2'
  'P3v2'
  'P0v3'
  'P1v3'
  'P2v3'
  'P3v3'
  'P1mv3'
  'P2mv3'
  'P3mv3'
  'P4mv3'
  'P5mv3'
  'P0v4'
  'P1v4'
  'P2v4'
  'P3v4'
  'P1mv4'
  'P2mv4'
  'P3mv4'
  'P4mv4'
  'P5mv4'
])
param appServicePlanSku string = 'P1v3'

@description('The number of instances; autoscale, where there is one, takes over from here.')
@minValue(1)
@maxValue(30)
param appServicePlanCapacity int = 2

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
  'siteplan-diagram': 'hub-and-spoke'
}

// Spoke VNet 10.1.0.0/22: node Spoke at diagrams/hub-and-spoke.md:28.
resource virtualNetworkSpoke 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${workloadName}-spoke-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Spoke' })
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.1.0.0/22'
      ]
    }
  }
}

// NSG: node Nsg at diagrams/hub-and-spoke.md:34.
resource networkSecurityGroup 'Microsoft.Network/networkSecurityGroups@2025-09-01' = {
  name: 'nsg-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Nsg' })
  properties: {
    securityRules: [
      {
        name: 'AllowVirtualNetwork'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'VirtualNetwork'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'DenyAllInbound'
        properties: {
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

// Private endpoint subnet 10.1.1.0/27: node PeSub at diagrams/hub-and-spoke.md:30.
resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetworkSpoke
  name: 'snet-${workloadName}-private-endpoint-${environmentName}'
  properties: {
    addressPrefix: '10.1.1.0/27'
    networkSecurityGroup: {
      id: networkSecurityGroup.id
    }
    privateEndpointNetworkPolicies: 'Enabled'
  }
}

// Hub VNet 10.0.0.0/22: node Hub at diagrams/hub-and-spoke.md:22.
resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Hub' })
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/22'
      ]
    }
  }
}

// AzureFirewallSubnet 10.0.0.0/26: node FwSub at diagrams/hub-and-spoke.md:23.
resource firewallSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'AzureFirewallSubnet'
  properties: {
    addressPrefix: '10.0.0.0/26'
  }
}

// Azure Firewall: node Fw at diagrams/hub-and-spoke.md:24.
resource azureFirewallPublicIp 'Microsoft.Network/publicIPAddresses@2025-09-01' = {
  name: 'pip-afw-${workloadName}-${environmentName}'
  location: location
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  tags: tags
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

resource azureFirewallPolicy 'Microsoft.Network/firewallPolicies@2025-09-01' = {
  name: 'afwp-afw-${workloadName}-${environmentName}'
  location: location
  tags: tags
  properties: {
    sku: {
      tier: 'Standard'
    }
    threatIntelMode: 'Deny'
  }
}

// What the apps themselves need; whatever else they call is to be added.
resource azureFirewallRules 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2025-09-01' = {
  parent: azureFirewallPolicy
  name: 'outbound'
  properties: {
    priority: 200
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'services'
        priority: 100
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'azure-services'
            ipProtocols: [
              'TCP'
            ]
            sourceAddresses: [
              '10.0.0.0/22'
              '10.1.0.0/22'
            ]
            destinationAddresses: [
              'AzureActiveDirectory'
              'AzureMonitor'
            ]
            destinationPorts: [
              '443'
            ]
          }
        ]
      }
    ]
  }
}

// Azure Firewall: node Fw at diagrams/hub-and-spoke.md:24.
resource azureFirewall 'Microsoft.Network/azureFirewalls@2025-09-01' = {
  name: 'afw-${workloadName}-${environmentName}'
  location: location
  dependsOn: [
    azureFirewallRules
  ]
  tags: union(tags, { 'siteplan-node': 'Fw' })
  properties: {
    sku: {
      name: 'AZFW_VNet'
      tier: 'Standard'
    }
    firewallPolicy: {
      id: azureFirewallPolicy.id
    }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: {
            id: firewallSubnet.id
          }
          publicIPAddress: {
            id: azureFirewallPublicIp.id
          }
        }
      }
    ]
  }
}

// Route table: node Udr at diagrams/hub-and-spoke.md:35.
resource routeTable 'Microsoft.Network/routeTables@2025-09-01' = {
  name: 'rt-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Udr' })
  properties: {
    disableBgpRoutePropagation: true
    routes: [
      {
        name: 'default-to-firewall'
        properties: {
          addressPrefix: '0.0.0.0/0'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: azureFirewall.properties.ipConfigurations[0].properties.privateIPAddress
        }
      }
    ]
  }
}

// Integration subnet: node IntSub at diagrams/hub-and-spoke.md:29.
resource integrationSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetworkSpoke
  name: 'snet-${workloadName}-integration-${environmentName}'
  dependsOn: [
    privateEndpointSubnet
  ]
  properties: {
    addressPrefix: '10.1.0.0/26'
    delegations: [
      {
        name: 'serverFarms'
        properties: {
          serviceName: 'Microsoft.Web/serverFarms'
        }
      }
    ]
    routeTable: {
      id: routeTable.id
    }
  }
}

// App Service plan (Premium P1v3): node Plan at diagrams/hub-and-spoke.md:38.
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

// Application Insights: node Ai at diagrams/hub-and-spoke.md:42.
resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${workloadName}-${environmentName}'
  location: location
  kind: 'web'
  tags: union(tags, { 'siteplan-node': 'Ai' })
  properties: {
    Application_Type: 'web'
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: logAnalytics.id
  }
}

// Key Vault: node Kv at diagrams/hub-and-spoke.md:47.
resource keyVault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: take('kv-${workloadName}-${uniqueSuffix}', 24)
  location: location
  tags: union(tags, { 'siteplan-node': 'Kv' })
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
    }
  }
}

// Azure SQL Database: node Sql at diagrams/hub-and-spoke.md:48.
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

// Web App: node App at diagrams/hub-and-spoke.md:39.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app-${workloadName}-${environmentName}-${uniqueSuffix}'
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
          name: 'KEY_VAULT_URI'
          value: keyVault.properties.vaultUri
        }
        {
          name: 'SQL_SERVER'
          value: sqlServer.properties.fullyQualifiedDomainName
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

resource virtualNetworkToVirtualNetworkSpoke 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2025-09-01' = {
  parent: virtualNetwork
  name: 'peer-to-${virtualNetworkSpoke.name}'
  properties: {
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: false
    remoteVirtualNetwork: {
      id: virtualNetworkSpoke.id
    }
  }
}

resource virtualNetworkSpokeToVirtualNetwork 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2025-09-01' = {
  parent: virtualNetworkSpoke
  name: 'peer-to-${virtualNetwork.name}'
  properties: {
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: false
    remoteVirtualNetwork: {
      id: virtualNetwork.id
    }
  }
}

// Private endpoint: node PeKv at diagrams/hub-and-spoke.md:31.
resource keyVaultPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-kv-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'PeKv' })
  properties: {
    subnet: {
      id: privateEndpointSubnet.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-${workloadName}-kv-${environmentName}'
        properties: {
          privateLinkServiceId: keyVault.id
          groupIds: [
            'vault'
          ]
        }
      }
    ]
  }
}

// privatelink.vaultcore.azure.net: not drawn; a private endpoint without its zone is resolved to the public address.
resource vaultcoreDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'
  tags: tags
}

resource keyVaultPrivateEndpointDnsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: keyVaultPrivateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-vaultcore-azure-net'
        properties: {
          privateDnsZoneId: vaultcoreDnsZone.id
        }
      }
    ]
  }
}

// Private endpoint: node PeSql at diagrams/hub-and-spoke.md:32.
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

// privatelink.database.windows.net: not drawn; a private endpoint without its zone is resolved to the public address.
resource databaseDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink${environment().suffixes.sqlServerHostname}'
  location: 'global'
  tags: tags
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

resource vaultcoreDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: vaultcoreDnsZone
  name: 'link-${virtualNetworkSpoke.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetworkSpoke.id
    }
  }
}

resource databaseDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: databaseDnsZone
  name: 'link-${virtualNetworkSpoke.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetworkSpoke.id
    }
  }
}

// Web App may use Key Vault: Key Vault Secrets User.
resource webAppKeyVaultKeyVaultSecretsUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, webApp.id, '4633458b-17de-408a-b874-0445c86b69e6')
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '4633458b-17de-408a-b874-0445c86b69e6'
    )
    principalId: webApp.identity.principalId
    principalType: 'ServicePrincipal'
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

resource azureFirewallDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: azureFirewall
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

resource virtualNetworkSpokeDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: virtualNetworkSpoke
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

resource networkSecurityGroupDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: networkSecurityGroup
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

resource keyVaultDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: keyVault
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

@description('The name of Web App, which its code is delivered to.')
output webAppName string = webApp.name

@description('The host name of Web App.')
output webAppHostName string = webApp.properties.defaultHostName

@description('The address of the vault.')
output keyVaultUri string = keyVault.properties.vaultUri

@description('The address of the SQL server.')
output sqlServerHostName string = sqlServer.properties.fullyQualifiedDomainName
