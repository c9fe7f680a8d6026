metadata description = 'Networks, and what stands at their borders.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The address range of VNet 10.60.0.0/20.')
param virtualNetworkAddressPrefix string

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string

@description('The address range of Private endpoint subnet 10.60.1.0/27.')
param privateEndpointSubnetAddressPrefix string

@description('The tags of every resource.')
param tags object

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// VNet 10.60.0.0/20: node VNet on line 7 of the diagram.
resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'VNet' })
  properties: {
    addressSpace: {
      addressPrefixes: [
        virtualNetworkAddressPrefix
      ]
    }
  }
}

// Integration subnet: node Sub on line 8 of the diagram.
resource integrationSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'snet-${workloadName}-integration-${environmentName}'
  properties: {
    addressPrefix: integrationSubnetAddressPrefix
    delegations: [
      {
        name: 'serverFarms'
        properties: {
          serviceName: 'Microsoft.Web/serverFarms'
        }
      }
    ]
  }
}

// Private endpoint subnet 10.60.1.0/27: node Pe on line 9 of the diagram.
resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'snet-${workloadName}-private-endpoint-${environmentName}'
  dependsOn: [
    integrationSubnet
  ]
  properties: {
    addressPrefix: privateEndpointSubnetAddressPrefix
    privateEndpointNetworkPolicies: 'Enabled'
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

output virtualNetworkName string = virtualNetwork.name

output integrationSubnetName string = integrationSubnet.name

output privateEndpointSubnetName string = privateEndpointSubnet.name
