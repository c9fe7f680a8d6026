metadata description = 'Networks, and what stands at their borders.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The address range of Hub VNet 10.0.0.0/22.')
param virtualNetworkAddressPrefix string

@description('The address range of AzureFirewallSubnet 10.0.0.0/26.')
param firewallSubnetAddressPrefix string

@description('The address range of Spoke VNet 10.1.0.0/22.')
param virtualNetworkSpokeAddressPrefix string

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string

@description('The address range of Private endpoint subnet 10.1.1.0/27.')
param privateEndpointSubnetAddressPrefix string

@description('The tags of every resource.')
param tags object

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// Spoke VNet 10.1.0.0/22: node Spoke on line 11 of the diagram.
resource virtualNetworkSpoke 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${workloadName}-spoke-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Spoke' })
  properties: {
    addressSpace: {
      addressPrefixes: [
        virtualNetworkSpokeAddressPrefix
      ]
    }
  }
}

// NSG: node Nsg on line 17 of the diagram.
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

// Private endpoint subnet 10.1.1.0/27: node PeSub on line 13 of the diagram.
resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetworkSpoke
  name: 'snet-${workloadName}-private-endpoint-${environmentName}'
  properties: {
    addressPrefix: privateEndpointSubnetAddressPrefix
    networkSecurityGroup: {
      id: networkSecurityGroup.id
    }
    privateEndpointNetworkPolicies: 'Enabled'
  }
}

// Hub VNet 10.0.0.0/22: node Hub on line 5 of the diagram.
resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Hub' })
  properties: {
    addressSpace: {
      addressPrefixes: [
        virtualNetworkAddressPrefix
      ]
    }
  }
}

// AzureFirewallSubnet 10.0.0.0/26: node FwSub on line 6 of the diagram.
resource firewallSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'AzureFirewallSubnet'
  properties: {
    addressPrefix: firewallSubnetAddressPrefix
  }
}

// Azure Firewall: node Fw on line 7 of the diagram.
resource azureFirewallPublicIp 'Microsoft.Network/publicIPAddresses@2025-09-01' = {
  name: 'pip-afw-${workloadName}-${environmentName}'
  location: location
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  tags: union(tags, { 'siteplan-node': 'Fw' })
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

resource azureFirewallPolicy 'Microsoft.Network/firewallPolicies@2025-09-01' = {
  name: 'afwp-afw-${workloadName}-${environmentName}'
  location: location
  tags: union(tags, { 'siteplan-node': 'Fw' })
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
              virtualNetworkAddressPrefix
              virtualNetworkSpokeAddressPrefix
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

// Azure Firewall: node Fw on line 7 of the diagram.
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

// Route table: node Udr on line 18 of the diagram.
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

// Integration subnet: node IntSub on line 12 of the diagram.
resource integrationSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetworkSpoke
  name: 'snet-${workloadName}-integration-${environmentName}'
  dependsOn: [
    privateEndpointSubnet
  ]
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
    routeTable: {
      id: routeTable.id
    }
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

output virtualNetworkSpokeName string = virtualNetworkSpoke.name

output privateEndpointSubnetName string = privateEndpointSubnet.name

output integrationSubnetName string = integrationSubnet.name
