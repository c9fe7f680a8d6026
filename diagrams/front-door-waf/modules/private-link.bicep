metadata description = 'Private ways to data and applications.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The tags of every resource.')
param tags object

@description('The name of VNet 10.70.0.0/22 (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Azure Database for PostgreSQL (Microsoft.DBforPostgreSQL/flexibleServers).')
param postgresqlName string

@description('The name of Azure AI Search (Microsoft.Search/searchServices).')
param aiSearchName string

@description('The name of Storage account (Microsoft.Storage/storageAccounts).')
param storageAccountName string

@description('The name of private endpoint subnet (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource postgresql 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' existing = {
  name: postgresqlName
}

resource aiSearch 'Microsoft.Search/searchServices@2025-05-01' existing = {
  name: aiSearchName
}

resource storageAccount 'Microsoft.Storage/storageAccounts@2026-04-01' existing = {
  name: storageAccountName
}

resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: privateEndpointSubnetName
}

// private endpoint of Azure Database for PostgreSQL: drawn without a node on line 13 of the diagram; Azure Database for PostgreSQL is reached through a private endpoint.
resource postgresqlPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-psql-${environmentName}'
  location: location
  tags: tags
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

// privatelink.postgres.database.azure.com: not drawn; a private endpoint without its zone is resolved to the public address.
resource postgresDatabaseDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.postgres.database.azure.com'
  location: 'global'
  tags: tags
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

// private endpoint of Azure AI Search: drawn without a node on line 14 of the diagram; Azure AI Search is reached through a private endpoint.
resource aiSearchPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-srch-${environmentName}'
  location: location
  dependsOn: [
    postgresqlPrivateEndpoint
  ]
  tags: tags
  properties: {
    subnet: {
      id: privateEndpointSubnet.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-${workloadName}-srch-${environmentName}'
        properties: {
          privateLinkServiceId: aiSearch.id
          groupIds: [
            'searchService'
          ]
        }
      }
    ]
  }
}

// privatelink.search.windows.net: not drawn; a private endpoint without its zone is resolved to the public address.
resource searchDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.search.windows.net'
  location: 'global'
  tags: tags
}

resource aiSearchPrivateEndpointDnsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: aiSearchPrivateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-search-windows-net'
        properties: {
          privateDnsZoneId: searchDnsZone.id
        }
      }
    ]
  }
}

// private endpoint of Storage account: drawn without a node on line 15 of the diagram; Storage account is reached through a private endpoint.
resource storageAccountPicturesAsBlobPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-st-pictures-as-blob-${environmentName}'
  location: location
  dependsOn: [
    aiSearchPrivateEndpoint
  ]
  tags: tags
  properties: {
    subnet: {
      id: privateEndpointSubnet.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-${workloadName}-st-pictures-as-blob-${environmentName}'
        properties: {
          privateLinkServiceId: storageAccount.id
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}

// privatelink.blob.core.windows.net: not drawn; a private endpoint without its zone is resolved to the public address.
resource blobCoreDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.blob.${environment().suffixes.storage}'
  location: 'global'
  tags: tags
}

resource storageAccountPicturesAsBlobPrivateEndpointDnsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: storageAccountPicturesAsBlobPrivateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-blob-core-windows-net'
        properties: {
          privateDnsZoneId: blobCoreDnsZone.id
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

resource searchDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: searchDnsZone
  name: 'link-${virtualNetwork.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetwork.id
    }
  }
}

resource blobCoreDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: blobCoreDnsZone
  name: 'link-${virtualNetwork.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetwork.id
    }
  }
}
