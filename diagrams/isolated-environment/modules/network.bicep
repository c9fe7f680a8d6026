metadata description = 'Networks, and what stands at their borders.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The zones that addresses and gateways are spread over; none where the region has none.')
param availabilityZones string[]

@description('The size of VPN Gateway. VpnGw4AZ and VpnGw5AZ are of another generation than the others: between them the gateway is made anew.')
param vpnGatewaySku string

@description('The address ranges of On-premises network, for which the gateway takes traffic; without any nothing is connected.')
param onPremisesRanges string[]

@description('The public address of the VPN device of On-premises network; empty while nobody knows it, and then nothing is connected.')
param onPremisesAddress string

@description('The key of the VPN with On-premises network, which the device there has too; without it nothing is connected.')
@secure()
param onPremisesSharedKey string

@description('The address range of Virtual network.')
param virtualNetworkAddressPrefix string

@description('The address range of GatewaySubnet.')
param gatewaySubnetAddressPrefix string

@description('The address range of ASE subnet.')
param environmentSubnetAddressPrefix string

@description('The address range of Private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string

@description('The tags of every resource.')
param tags object

@description('The name of Virtual network 10.40.0.0/16 (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of ASE subnet 10.40.1.0/24 (Microsoft.Network/virtualNetworks/subnets).')
param environmentSubnetName string

@description('The name of Private endpoint subnet 10.40.2.0/27 (Microsoft.Network/virtualNetworks/subnets).')
param privateEndpointSubnetName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// VPN Gateway: node Vpn on line 7 of the diagram.
resource vpnGatewayPublicIp 'Microsoft.Network/publicIPAddresses@2025-09-01' = {
  name: 'pip-vgw-${workloadName}-${environmentName}'
  location: location
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  zones: availabilityZones
  tags: union(tags, { 'siteplan-node': 'Vpn' })
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

// Virtual network 10.40.0.0/16: node VNet on line 5 of the diagram.
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

// GatewaySubnet 10.40.0.0/27: node Gw on line 6 of the diagram.
resource gatewaySubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: 'GatewaySubnet'
  properties: {
    addressPrefix: gatewaySubnetAddressPrefix
  }
}

// ASE subnet 10.40.1.0/24: node AseSubnet on line 9 of the diagram.
resource environmentSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: environmentSubnetName
  dependsOn: [
    gatewaySubnet
  ]
  properties: {
    addressPrefix: environmentSubnetAddressPrefix
    delegations: [
      {
        name: 'hostingEnvironments'
        properties: {
          serviceName: 'Microsoft.Web/hostingEnvironments'
        }
      }
    ]
  }
}

// Private endpoint subnet 10.40.2.0/27: node PeSubnet on line 18 of the diagram.
resource privateEndpointSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' = {
  parent: virtualNetwork
  name: privateEndpointSubnetName
  dependsOn: [
    environmentSubnet
  ]
  properties: {
    addressPrefix: privateEndpointSubnetAddressPrefix
    defaultOutboundAccess: false
    privateEndpointNetworkPolicies: 'Enabled'
  }
}

// VPN Gateway: node Vpn on line 7 of the diagram.
resource vpnGateway 'Microsoft.Network/virtualNetworkGateways@2025-09-01' = {
  name: 'vgw-${workloadName}-${environmentName}'
  location: location
  dependsOn: [
    privateEndpointSubnet
  ]
  tags: union(tags, { 'siteplan-node': 'Vpn' })
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    vpnGatewayGeneration: vpnGatewaySku == 'VpnGw4AZ' || vpnGatewaySku == 'VpnGw5AZ' ? 'Generation2' : 'Generation1'
    sku: {
      name: vpnGatewaySku
      tier: vpnGatewaySku
    }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: gatewaySubnet.id
          }
          publicIPAddress: {
            id: vpnGatewayPublicIp.id
          }
        }
      }
    ]
  }
}

// On-premises network, as the gateway knows it, once its address and its ranges are given.
resource vpnGatewayOnPremises 'Microsoft.Network/localNetworkGateways@2025-09-01' = if (onPremisesAddress != '' && !empty(onPremisesRanges)) {
  name: 'lgw-vgw-${workloadName}-${environmentName}-onprem'
  location: location
  tags: union(tags, { 'siteplan-node': 'Vpn' })
  properties: {
    gatewayIpAddress: onPremisesAddress
    localNetworkAddressSpace: {
      addressPrefixes: onPremisesRanges
    }
  }
}

// Joins VPN Gateway with On-premises network, once address, ranges and key are given.
// The key counts when the connection is made; afterwards `az network vpn-connection shared-key update` changes it.
resource vpnGatewayOnPremisesConnection 'Microsoft.Network/connections@2025-09-01' = if (onPremisesAddress != '' && !empty(onPremisesRanges) && onPremisesSharedKey != '') {
  name: 'vcn-vgw-${workloadName}-${environmentName}-onprem'
  location: location
  tags: union(tags, { 'siteplan-node': 'Vpn' })
  properties: {
    connectionType: 'IPsec'
    connectionProtocol: 'IKEv2'
    virtualNetworkGateway1: {
      id: vpnGateway.id
      properties: {}
    }
    localNetworkGateway2: {
      id: vpnGatewayOnPremises.id
      properties: {}
    }
    sharedKey: onPremisesSharedKey
  }
}

resource vpnGatewayDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vpnGateway
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

@description('The public address of VPN Gateway, which the device at the other end must know.')
output vpnGatewayPublicIpAddress string = vpnGatewayPublicIp.properties.ipAddress
