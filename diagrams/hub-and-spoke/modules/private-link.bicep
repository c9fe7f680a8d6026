metadata description = 'Private ways to data and applications.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The tags of every resource.')
param tags object

@description('The name of Spoke VNet 10.1.0.0/22 (Microsoft.Network/virtualNetworks).')
param virtualNetworkSpokeName string

@description('The name of Private endpoint subnet 10.1.1.0/27 (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

@description('The name of Key Vault (Microsoft.KeyVault/vaults).')
param keyVaultName string

@description('The name of Azure SQL Database (Microsoft.Sql/servers).')
param sqlServerName string

resource virtualNetworkSpoke 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkSpokeName
}

resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetworkSpoke
  name: privateEndpointSubnetName
}

resource keyVault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: keyVaultName
}

resource sqlServer 'Microsoft.Sql/servers@2025-01-01' existing = {
  name: sqlServerName
}

// Private endpoint: node PeKv on line 14 of the diagram.
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

// Private endpoint: node PeSql on line 15 of the diagram.
resource sqlServerPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-sql-${environmentName}'
  location: location
  dependsOn: [
    keyVaultPrivateEndpoint
  ]
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
