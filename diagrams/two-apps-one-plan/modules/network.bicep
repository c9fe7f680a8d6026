metadata description = 'Networks, and what stands at their borders.'

@description('The Azure region.')
param location string

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string

@description('The address range of Virtual network.')
param virtualNetworkAddressPrefix string

@description('The address range of private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string

@description('The tags of every resource.')
param tags object

@description('The name of Virtual network (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Integration subnet (Microsoft.Network/virtualNetworks/subnets).')
param integrationSubnetName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of private endpoint subnet (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// Virtual network: not drawn; subnets are in a VNet, and none is drawn.
resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: virtualNetworkName
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        virtualNetworkAddressPrefix
      ]
    }
  }
}

// Integration subnet: node Sub on line 12 of the diagram.
resource integrationSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: integrationSubnetName
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

// private endpoint subnet: not drawn; private endpoints stand in a subnet, and none is drawn.
resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: privateEndpointSubnetName
  dependsOn: [
    integrationSubnet
  ]
  properties: {
    addressPrefix: privateEndpointSubnetAddressPrefix
    defaultOutboundAccess: false
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
