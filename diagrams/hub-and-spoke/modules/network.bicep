metadata description = 'Networks, and what stands at their borders.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The address range of Hub VNet.')
param virtualNetworkAddressPrefix string

@description('The address range of AzureFirewallSubnet.')
param firewallSubnetAddressPrefix string

@description('The address range of Spoke VNet.')
param virtualNetworkSpokeAddressPrefix string

@description('The hosts that Azure Firewall lets through by HTTPS, such as api.example.com or *.example.com.')
param azureFirewallAllowedNames string[]

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string

@description('The address range of Private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string

@description('The tags of every resource.')
param tags object

@description('The name of Spoke VNet 10.1.0.0/22 (Microsoft.Network/virtualNetworks).')
param virtualNetworkSpokeName string

@description('The name of Private endpoint subnet 10.1.1.0/27 (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

@description('The name of Integration subnet (Microsoft.Network/virtualNetworks/subnets).')
param integrationSubnetName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// Spoke VNet 10.1.0.0/22: node Spoke on line 11 of the diagram.
resource virtualNetworkSpoke 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: virtualNetworkSpokeName
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
  name: privateEndpointSubnetName
  properties: {
    addressPrefix: privateEndpointSubnetAddressPrefix
    networkSecurityGroup: {
      id: networkSecurityGroup.id
    }
    defaultOutboundAccess: false
    privateEndpointNetworkPolicies: 'Enabled'
  }
}

// Hub VNet 10.0.0.0/22: node Hub on line 5 of the diagram.
resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${workloadName}-hub-${environmentName}'
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

// What the apps themselves need; whatever else they call is to be named in the parameter of allowed names.
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

resource azureFirewallNames 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2025-09-01' = if (!empty(azureFirewallAllowedNames)) {
  parent: azureFirewallPolicy
  name: 'allowed-names'
  dependsOn: [
    azureFirewallRules
  ]
  properties: {
    priority: 300
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'allowed-names'
        priority: 100
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'allowed-names'
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
            sourceAddresses: [
              virtualNetworkAddressPrefix
              virtualNetworkSpokeAddressPrefix
            ]
            targetFqdns: azureFirewallAllowedNames
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
    azureFirewallNames
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
  name: integrationSubnetName
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
  dependsOn: [
    firewallSubnet
    integrationSubnet
  ]
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
  dependsOn: [
    firewallSubnet
    integrationSubnet
    virtualNetworkToVirtualNetworkSpoke
  ]
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
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'AZFWNetworkRule'
        enabled: true
      }
      {
        category: 'AZFWApplicationRule'
        enabled: true
      }
      {
        category: 'AZFWNatRule'
        enabled: true
      }
      {
        category: 'AZFWThreatIntel'
        enabled: true
      }
      {
        category: 'AZFWDnsQuery'
        enabled: true
      }
      {
        category: 'AZFWFqdnResolveFailure'
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
