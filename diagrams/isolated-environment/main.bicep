metadata description = 'Deploys the architecture of the diagram `isolated-environment`.'
metadata source = 'diagrams/isolated-environment.md#isolated-environment'

@description('The Azure region.')
param location string = resourceGroup().location

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'intranet'

@description('The zones that addresses and gateways are spread over; none where the region has none.')
param availabilityZones string[] = [
  '1'
  '2'
  '3'
]

@description('The size of VPN Gateway. VpnGw4AZ and VpnGw5AZ are of another generation than the others: between them the gateway is made anew.')
@allowed([
  'VpnGw1AZ'
  'VpnGw2AZ'
  'VpnGw3AZ'
  'VpnGw4AZ'
  'VpnGw5AZ'
])
param vpnGatewaySku string = 'VpnGw1AZ'

@description('The address ranges of On-premises network, for which the gateway takes traffic; without any nothing is connected.')
param onPremisesRanges string[] = []

@description('The public address of the VPN device of On-premises network; empty while nobody knows it, and then nothing is connected.')
param onPremisesAddress string = ''

@description('The key of the VPN with On-premises network, which the device there has too; without it nothing is connected.')
@secure()
param onPremisesSharedKey string = ''

@description('The address range of Virtual network.')
param virtualNetworkAddressPrefix string = '10.40.0.0/16'

@description('The address range of GatewaySubnet.')
param gatewaySubnetAddressPrefix string = '10.40.0.0/27'

@description('The address range of ASE subnet.')
param environmentSubnetAddressPrefix string = '10.40.1.0/24'

@description('Whether App Service Environment v3 and its plans are spread over the zones of the region, with two instances at least. To be settled before the first deployment: a change takes Azure most of a day, and azurerm makes a new environment of it.')
param appServiceEnvironmentZoneRedundant bool = false

@description('The size of the App Service plan.')
@allowed([
  'I1v2'
  'I2v2'
  'I3v2'
  'I4v2'
  'I5v2'
  'I6v2'
  'I1mv2'
  'I2mv2'
  'I3mv2'
  'I4mv2'
  'I5mv2'
])
param appServicePlanSku string = 'I1v2'

@description('The number of instances.')
@minValue(1)
@maxValue(100)
param appServicePlanCapacity int = 2

@description('The language stack of Portal, as linuxFxVersion takes it.')
param webAppRuntime string = 'JAVA|21-java21'

@description('The command that starts Portal; empty for the one that its stack or image begins with.')
param webAppCommand string = ''

@description('The path by which Azure asks whether an instance of Portal is well; empty to ask none.')
param webAppHealthPath string = ''

@description('More app settings of Portal by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string } = {}

@description('The language stack of Orders API, as linuxFxVersion takes it.')
param webAppOrdersApiRuntime string = 'JAVA|21-java21'

@description('The command that starts Orders API; empty for the one that its stack or image begins with.')
param webAppOrdersApiCommand string = ''

@description('The path by which Azure asks whether an instance of Orders API is well; empty to ask none.')
param webAppOrdersApiHealthPath string = ''

@description('More app settings of Orders API by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppOrdersApiSettings { *: string } = {}

@description('The address range of Private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string = '10.40.2.0/27'

@description('The object id of the Entra ID group that administers the databases.')
@minLength(36)
@maxLength(36)
param databaseAdministratorsObjectId string

@description('The name of that group, as Entra ID has it.')
@minLength(1)
param databaseAdministratorsName string

@description('The tier of the database of Azure SQL Database: Basic, Standard, Premium, or with cores as in GP_Gen5.')
param sqlServerDatabaseSku string = 'Standard'

@description('The DTUs or cores of the database of Azure SQL Database: Basic has 5; Standard 10, 20, 50, 100 and on; Premium 125, 250, 500 and on.')
@minValue(1)
@maxValue(4000)
param sqlServerDatabaseCapacity int = 10

@description('Where the backups of the database of Azure SQL Database are kept; Geo is in the paired region too.')
@allowed([
  'Geo'
  'GeoZone'
  'Local'
  'Zone'
])
param sqlServerDatabaseBackupRedundancy string = 'Geo'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var virtualNetworkName = 'vnet-${workloadName}-${environmentName}'

var environmentSubnetName = 'snet-${workloadName}-ase-${environmentName}'

var privateEndpointSubnetName = 'snet-${workloadName}-private-endpoint-${environmentName}'

var logAnalyticsName = 'log-${workloadName}-${environmentName}'

var applicationInsightsName = 'appi-${workloadName}-${environmentName}'

var sqlServerName = toLower('sql-${workloadName}-${environmentName}-${uniqueSuffix}')

var sqlServerDatabaseName = 'sqldb-${workloadName}'

var tags = {
  environment: environmentName
  'siteplan-diagram': 'isolated-environment'
}

// Where logs and telemetry go.
module monitoring 'modules/monitoring.bicep' = {
  name: '${deployment().name}-monitoring'
  params: {
    location: location
    logRetentionDays: logRetentionDays
    logAnalyticsName: logAnalyticsName
    applicationInsightsName: applicationInsightsName
    tags: tags
  }
}

// Networks, and what stands at their borders.
module network 'modules/network.bicep' = {
  name: '${deployment().name}-network'
  dependsOn: [
    monitoring
  ]
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    availabilityZones: availabilityZones
    vpnGatewaySku: vpnGatewaySku
    onPremisesRanges: onPremisesRanges
    onPremisesAddress: onPremisesAddress
    onPremisesSharedKey: onPremisesSharedKey
    virtualNetworkAddressPrefix: virtualNetworkAddressPrefix
    gatewaySubnetAddressPrefix: gatewaySubnetAddressPrefix
    environmentSubnetAddressPrefix: environmentSubnetAddressPrefix
    privateEndpointSubnetAddressPrefix: privateEndpointSubnetAddressPrefix
    virtualNetworkName: virtualNetworkName
    environmentSubnetName: environmentSubnetName
    privateEndpointSubnetName: privateEndpointSubnetName
    logAnalyticsName: logAnalyticsName
    tags: tags
  }
}

// What keeps data.
module data 'modules/data.bicep' = {
  name: '${deployment().name}-data'
  dependsOn: [
    monitoring
  ]
  params: {
    location: location
    databaseAdministratorsObjectId: databaseAdministratorsObjectId
    databaseAdministratorsName: databaseAdministratorsName
    sqlServerDatabaseSku: sqlServerDatabaseSku
    sqlServerDatabaseCapacity: sqlServerDatabaseCapacity
    sqlServerDatabaseBackupRedundancy: sqlServerDatabaseBackupRedundancy
    logAnalyticsName: logAnalyticsName
    sqlServerName: sqlServerName
    sqlServerDatabaseName: sqlServerDatabaseName
    tags: tags
  }
}

// What runs the applications.
module app 'modules/app.bicep' = {
  name: '${deployment().name}-app'
  dependsOn: [
    monitoring
    network
    data
  ]
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    appServiceEnvironmentZoneRedundant: appServiceEnvironmentZoneRedundant
    appServicePlanSku: appServicePlanSku
    appServicePlanCapacity: appServicePlanCapacity
    webAppRuntime: webAppRuntime
    webAppCommand: webAppCommand
    webAppHealthPath: webAppHealthPath
    webAppSettings: webAppSettings
    webAppOrdersApiRuntime: webAppOrdersApiRuntime
    webAppOrdersApiCommand: webAppOrdersApiCommand
    webAppOrdersApiHealthPath: webAppOrdersApiHealthPath
    webAppOrdersApiSettings: webAppOrdersApiSettings
    virtualNetworkName: virtualNetworkName
    environmentSubnetName: environmentSubnetName
    logAnalyticsName: logAnalyticsName
    applicationInsightsName: applicationInsightsName
    sqlServerName: sqlServerName
    sqlServerDatabaseName: sqlServerDatabaseName
    tags: tags
  }
}

// Private ways to data and applications.
module privateLink 'modules/private-link.bicep' = {
  name: '${deployment().name}-private-link'
  dependsOn: [
    network
    data
  ]
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    virtualNetworkName: virtualNetworkName
    privateEndpointSubnetName: privateEndpointSubnetName
    sqlServerName: sqlServerName
    tags: tags
  }
}

@description('The public address of VPN Gateway, which the device at the other end must know.')
output vpnGatewayPublicIpAddress string = network.outputs.vpnGatewayPublicIpAddress

@description('The address by which the apps of App Service Environment v3 are reached from its network.')
output appServiceEnvironmentInboundIpAddress string = app.outputs.appServiceEnvironmentInboundIpAddress

@description('The name of Portal, which its code is delivered to.')
output webAppName string = app.outputs.webAppName

@description('The host name of Portal.')
output webAppHostName string = app.outputs.webAppHostName

@description('The name of Orders API, which its code is delivered to.')
output webAppOrdersApiName string = app.outputs.webAppOrdersApiName

@description('The host name of Orders API.')
output webAppOrdersApiHostName string = app.outputs.webAppOrdersApiHostName

@description('The address of the SQL server.')
output sqlServerHostName string = data.outputs.sqlServerHostName
