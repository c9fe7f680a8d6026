metadata description = 'Private ways to data and applications.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The tags of every resource.')
param tags object

@description('The name of Container Registry (Microsoft.ContainerRegistry/registries).')
param containerRegistryName string

@description('The name of VNet 10.60.0.0/20 (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Cosmos DB (Microsoft.DocumentDB/databaseAccounts).')
param cosmosDbName string

@description('The name of Private endpoint subnet 10.60.1.0/27 (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

resource containerRegistry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: containerRegistryName
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource cosmosDb 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' existing = {
  name: cosmosDbName
}

resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: privateEndpointSubnetName
}

// Private endpoint: node PeAcr on line 10 of the diagram.
resource containerRegistryPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-cr-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'PeAcr' })
  properties: {
    subnet: {
      id: privateEndpointSubnet.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-${workloadName}-cr-${environmentName}'
        properties: {
          privateLinkServiceId: containerRegistry.id
          groupIds: [
            'registry'
          ]
        }
      }
    ]
  }
}

// privatelink.azurecr.io: not drawn; a private endpoint without its zone is resolved to the public address.
resource azurecrDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.azurecr.io'
  location: 'global'
  tags: tags
}

resource containerRegistryPrivateEndpointDnsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: containerRegistryPrivateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-azurecr-io'
        properties: {
          privateDnsZoneId: azurecrDnsZone.id
        }
      }
    ]
  }
}

// Private endpoint: node PeCosmos on line 11 of the diagram.
resource cosmosDbPrivateEndpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: 'pep-${workloadName}-cosmos-${environmentName}'
  location: location
  dependsOn: [
    containerRegistryPrivateEndpoint
  ]
  tags: union(tags, { 'siteplan-node': 'PeCosmos' })
  properties: {
    subnet: {
      id: privateEndpointSubnet.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-${workloadName}-cosmos-${environmentName}'
        properties: {
          privateLinkServiceId: cosmosDb.id
          groupIds: [
            'Sql'
          ]
        }
      }
    ]
  }
}

// privatelink.documents.azure.com: not drawn; a private endpoint without its zone is resolved to the public address.
resource documentsDnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.documents.azure.com'
  location: 'global'
  tags: tags
}

resource cosmosDbPrivateEndpointDnsZoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-09-01' = {
  parent: cosmosDbPrivateEndpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-documents-azure-com'
        properties: {
          privateDnsZoneId: documentsDnsZone.id
        }
      }
    ]
  }
}

resource azurecrDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: azurecrDnsZone
  name: 'link-${virtualNetwork.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetwork.id
    }
  }
}

resource documentsDnsZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: documentsDnsZone
  name: 'link-${virtualNetwork.name}'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetwork.id
    }
  }
}
