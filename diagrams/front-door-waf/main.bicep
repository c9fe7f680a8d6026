metadata description = 'Deploys the architecture of the diagram `front-door-waf`.'
metadata source = 'diagrams/front-door-waf.md#front-door-waf'

@description('The Azure region.')
param location string = resourceGroup().location

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'magazine'

@description('The path by which Azure asks whether an instance of Web App is well; empty to ask none.')
param webAppHealthPath string = ''

@description('The language stack of Web App, as linuxFxVersion takes it.')
param webAppRuntime string = 'PHP|8.4'

@description('The command that starts Web App; empty for the one that its stack or image begins with.')
param webAppCommand string = ''

@description('More app settings of Web App by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string } = {}

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
param appServicePlanSku string = 'P1v3'

@description('The number of instances.')
@minValue(1)
@maxValue(30)
param appServicePlanCapacity int = 2

@description('The address range of VNet.')
param virtualNetworkAddressPrefix string = '10.70.0.0/22'

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string = '10.70.0.0/26'

@description('The object id of the Entra ID group that administers the databases.')
@minLength(36)
@maxLength(36)
param databaseAdministratorsObjectId string

@description('The name of that group, as Entra ID has it.')
@minLength(1)
param databaseAdministratorsName string

@description('The size of Azure Database for PostgreSQL.')
param postgresqlSku string = 'Standard_B1ms'

@description('The disk of Azure Database for PostgreSQL at its creation, in GB. It grows by itself and never shrinks: Terraform leaves it alone afterwards, Bicep is told the size that it has.')
@minValue(32)
@maxValue(16384)
param postgresqlStorageGb int = 32

@description('The tier of Azure AI Search.')
@allowed([
  'basic'
  'standard'
  'standard2'
  'standard3'
])
param aiSearchSku string = 'basic'

@description('The replicas of Azure AI Search: two for an SLA on queries, three for one on updates too.')
@minValue(1)
@maxValue(12)
param aiSearchReplicas int = 1

@description('How Storage account is replicated.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param storageAccountSku string = 'Standard_ZRS'

@description('The address range of private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string = '10.70.0.64/27'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var virtualNetworkName = 'vnet-${workloadName}-${environmentName}'

var integrationSubnetName = 'snet-${workloadName}-integration-${environmentName}'

var postgresqlName = toLower('psql-${workloadName}-${environmentName}-${uniqueSuffix}')

var postgresqlDatabaseName = workloadName

var aiSearchName = toLower('srch-${workloadName}-${environmentName}-${uniqueSuffix}')

var storageAccountName = take(toLower(replace('st${workloadName}${uniqueSuffix}', '-', '')), 24)

var logAnalyticsName = 'log-${workloadName}-${environmentName}'

var applicationInsightsName = 'appi-${workloadName}-${environmentName}'

var privateEndpointSubnetName = 'snet-${workloadName}-private-endpoint-${environmentName}'

var webAppName = toLower('app-${workloadName}-${environmentName}-${uniqueSuffix}')

var tags = {
  environment: environmentName
  'siteplan-diagram': 'front-door-waf'
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
  ]
  params: {
    location: location
    databaseAdministratorsObjectId: databaseAdministratorsObjectId
    databaseAdministratorsName: databaseAdministratorsName
    postgresqlSku: postgresqlSku
    postgresqlStorageGb: postgresqlStorageGb
    aiSearchSku: aiSearchSku
    aiSearchReplicas: aiSearchReplicas
    storageAccountSku: storageAccountSku
    postgresqlName: postgresqlName
    postgresqlDatabaseName: postgresqlDatabaseName
    aiSearchName: aiSearchName
    storageAccountName: storageAccountName
    logAnalyticsName: logAnalyticsName
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
    webAppHealthPath: webAppHealthPath
    webAppRuntime: webAppRuntime
    webAppCommand: webAppCommand
    webAppSettings: webAppSettings
    appServicePlanSku: appServicePlanSku
    appServicePlanCapacity: appServicePlanCapacity
    virtualNetworkName: virtualNetworkName
    integrationSubnetName: integrationSubnetName
    postgresqlName: postgresqlName
    postgresqlDatabaseName: postgresqlDatabaseName
    aiSearchName: aiSearchName
    storageAccountName: storageAccountName
    logAnalyticsName: logAnalyticsName
    applicationInsightsName: applicationInsightsName
    webAppName: webAppName
    tags: tags
  }
}

// What stands before the applications.
module edge 'modules/edge.bicep' = {
  name: '${deployment().name}-edge'
  dependsOn: [
    monitoring
    app
  ]
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    webAppHealthPath: webAppHealthPath
    logAnalyticsName: logAnalyticsName
    webAppName: webAppName
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
    postgresqlName: postgresqlName
    aiSearchName: aiSearchName
    storageAccountName: storageAccountName
    privateEndpointSubnetName: privateEndpointSubnetName
    tags: tags
  }
}

// Who may do what.
module access 'modules/access.bicep' = {
  name: '${deployment().name}-access'
  dependsOn: [
    data
    app
  ]
  params: {
    aiSearchName: aiSearchName
    storageAccountName: storageAccountName
    webAppName: webAppName
  }
}

@description('The host name of the Front Door endpoint.')
output frontDoorHostName string = edge.outputs.frontDoorHostName

@description('The name of Web App, which its code is delivered to.')
output webAppName string = app.outputs.webAppName

@description('The host name of Web App.')
output webAppHostName string = app.outputs.webAppHostName

@description('The address of the server.')
output postgresqlHostName string = data.outputs.postgresqlHostName

@description('The address of the blobs.')
output storageAccountBlobEndpoint string = data.outputs.storageAccountBlobEndpoint
