metadata description = 'Networks, and what stands at their borders.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The tags of every resource.')
param tags object

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
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
