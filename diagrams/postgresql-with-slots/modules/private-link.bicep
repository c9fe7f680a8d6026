metadata description = 'Private ways to data and applications.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The tags of every resource.')
param tags object

@description('The name of Virtual network (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of PostgreSQL flexible server (Microsoft.DBforPostgreSQL/flexibleServers).')
param postgresqlName string

@description('The name of private endpoint subnet (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource postgresql 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' existing = {
  name: postgresqlName
}

resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: privateEndpointSubnetName
}

// Private endpoint: node Pe on line 8 of the diagram.
resource postgresqlPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-psql-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Pe' })
  properties: {
    subnet: {
      id: privateEndpointSubnet.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-${workloadName}-psql-${environmentName}'
        properties: {
          privateLinkServiceId: postgresql.id
          groupIds: [
            'postgresqlServer'
          ]
        }
      }
    ]
  }
}

// privatelink.postgres.database.azure.com: node Zone on line 10 of the diagram.
resource postgresDatabaseDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.postgres.database.azure.com'
  location: 'global'
  tags: union(tags, { 'siteplan-node': 'Zone' })
}

resource postgresqlPrivateEndpointDnsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: postgresqlPrivateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-postgres-database-azure-com'
        properties: {
          privateDnsZoneId: postgresDatabaseDnsZone.id
        }
      }
    ]
  }
}

resource postgresDatabaseDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: postgresDatabaseDnsZone
  name: 'link-${virtualNetwork.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetwork.id
    }
  }
}
