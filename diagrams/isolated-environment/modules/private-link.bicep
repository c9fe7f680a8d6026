metadata description = 'Private ways to data and applications.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The tags of every resource.')
param tags object

@description('The name of Virtual network 10.40.0.0/16 (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Private endpoint subnet 10.40.2.0/27 (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

@description('The name of Azure SQL Database (Microsoft.Sql/servers).')
param sqlServerName string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: privateEndpointSubnetName
}

resource sqlServer 'Microsoft.Sql/servers@2025-01-01' existing = {
  name: sqlServerName
}

// Private endpoint: node PeSql on line 19 of the diagram.
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

// privatelink.database.windows.net: node Zone on line 27 of the diagram.
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
