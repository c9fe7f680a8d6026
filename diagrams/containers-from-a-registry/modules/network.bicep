metadata description = 'Networks, and what stands at their borders.'

@description('The Azure region.')
param location string

@description('The address range of VNet.')
param virtualNetworkAddressPrefix string

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string

@description('The address range of Private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string

@description('The tags of every resource.')
param tags object

@description('The name of VNet 10.60.0.0/20 (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Integration subnet (Microsoft.Network/virtualNetworks/subnets).')
param integrationSubnetName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Private endpoint subnet 10.60.1.0/27 (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// VNet 10.60.0.0/20: node VNet on line 7 of the diagram.
resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: virtualNetworkName
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

// Private endpoint subnet 10.60.1.0/27: node Pe on line 9 of the diagram.
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
