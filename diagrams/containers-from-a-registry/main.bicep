metadata description = 'Deploys the architecture of the diagram `containers-from-a-registry`.'
metadata source = 'diagrams/containers-from-a-registry.md#containers-from-a-registry'

@description('The Azure region.')
param location string = resourceGroup().location

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'catalog'

@description('The tier of Container Registry.')
@allowed([
  'Premium'
])
param containerRegistrySku string = 'Premium'

@description('The image that Web App runs, without the registry: name:tag.')
param webAppImage string = 'app:latest'

@description('The command that starts Web App; empty for the one that its stack or image begins with.')
param webAppCommand string = ''

@description('The path by which Azure asks whether an instance of Web App is well; empty to ask none.')
param webAppHealthPath string = ''

@description('More app settings of Web App by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string } = {}

@description('The address range of VNet.')
param virtualNetworkAddressPrefix string = '10.60.0.0/20'

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string = '10.60.0.0/26'

@description('The address range of Private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string = '10.60.1.0/27'

@description('The size of the App Service plan.')
@allowed([
  'P1v2'
  'P2v2'
  'P3v2'
  'P0v3'
  'P1v3'
  'P2v3'
  'P3v3'
  'P1mv3'
  'P2mv3'
  'P3mv3'
  'P4mv3'
  'P5mv3'
  'P0v4'
  'P1v4'
  'P2v4'
  'P3v4'
  'P1mv4'
  'P2mv4'
  'P3mv4'
  'P4mv4'
  'P5mv4'
])
param appServicePlanSku string = 'P0v3'

@description('The number of instances.')
@minValue(1)
@maxValue(30)
param appServicePlanCapacity int = 2

@description('The request units a second that the database of Cosmos DB grows to.')
@minValue(1000)
param cosmosDbMaxThroughput int = 1000

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var containerRegistryName = toLower(replace('cr${workloadName}${environmentName}${uniqueSuffix}', '-', ''))

var virtualNetworkName = 'vnet-${workloadName}-${environmentName}'

var integrationSubnetName = 'snet-${workloadName}-integration-${environmentName}'

var appServicePlanName = 'asp-${workloadName}-${environmentName}'

var logAnalyticsName = 'log-${workloadName}-${environmentName}'

var applicationInsightsName = 'appi-${workloadName}-${environmentName}'

var cosmosDbName = take(toLower('cosmos-${workloadName}-${environmentName}-${uniqueSuffix}'), 44)

var privateEndpointSubnetName = 'snet-${workloadName}-private-endpoint-${environmentName}'

var webAppName = toLower('app-${workloadName}-${environmentName}-${uniqueSuffix}')

var tags = {
  environment: environmentName
  'siteplan-diagram': 'containers-from-a-registry'
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
    virtualNetworkAddressPrefix: virtualNetworkAddressPrefix
    integrationSubnetAddressPrefix: integrationSubnetAddressPrefix
    privateEndpointSubnetAddressPrefix: privateEndpointSubnetAddressPrefix
    virtualNetworkName: virtualNetworkName
    integrationSubnetName: integrationSubnetName
    logAnalyticsName: logAnalyticsName
    privateEndpointSubnetName: privateEndpointSubnetName
    tags: tags
  }
}

// What keeps data.
module data 'modules/data.bicep' = {
  name: '${deployment().name}-data'
  dependsOn: [
    monitoring
    network
  ]
  params: {
    location: location
    workloadName: workloadName
    containerRegistrySku: containerRegistrySku
    webAppImage: webAppImage
    webAppCommand: webAppCommand
    webAppHealthPath: webAppHealthPath
    webAppSettings: webAppSettings
    appServicePlanSku: appServicePlanSku
    appServicePlanCapacity: appServicePlanCapacity
    cosmosDbMaxThroughput: cosmosDbMaxThroughput
    containerRegistryName: containerRegistryName
    virtualNetworkName: virtualNetworkName
    integrationSubnetName: integrationSubnetName
    appServicePlanName: appServicePlanName
    logAnalyticsName: logAnalyticsName
    applicationInsightsName: applicationInsightsName
    cosmosDbName: cosmosDbName
    webAppName: webAppName
    tags: tags
  }
}

// What runs the applications.
module app 'modules/app.bicep' = {
  name: '${deployment().name}-app'
  dependsOn: [
    monitoring
    data
  ]
  params: {
    appServicePlanName: appServicePlanName
    logAnalyticsName: logAnalyticsName
    webAppName: webAppName
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
    containerRegistryName: containerRegistryName
    virtualNetworkName: virtualNetworkName
    cosmosDbName: cosmosDbName
    privateEndpointSubnetName: privateEndpointSubnetName
    tags: tags
  }
}

// Who may do what.
module access 'modules/access.bicep' = {
  name: '${deployment().name}-access'
  dependsOn: [
    data
  ]
  params: {
    containerRegistryName: containerRegistryName
    webAppName: webAppName
  }
}

@description('The address that images are pushed to.')
output containerRegistryLoginServer string = data.outputs.containerRegistryLoginServer

@description('The name of Web App, which its code is delivered to.')
output webAppName string = data.outputs.webAppName

@description('The host name of Web App.')
output webAppHostName string = data.outputs.webAppHostName

@description('The address of the account.')
output cosmosDbEndpoint string = data.outputs.cosmosDbEndpoint
