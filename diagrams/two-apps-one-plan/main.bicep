metadata description = 'Deploys the architecture of the diagram `two-apps-one-plan`.'
metadata source = 'diagrams/two-apps-one-plan.md#two-apps-one-plan'

@description('The Azure region.')
param location string = resourceGroup().location

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'shop'

@description('The language stack of Storefront, as linuxFxVersion takes it.')
param webAppRuntime string = 'NODE|22-lts'

@description('The command that starts Storefront; empty for the one that its stack or image begins with.')
param webAppCommand string = ''

@description('The path by which Azure asks whether an instance of Storefront is well; empty to ask none.')
param webAppHealthPath string = ''

@description('More app settings of Storefront by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
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

@description('The number of instances to begin with; autoscale takes over from here.')
@minValue(1)
@maxValue(30)
param appServicePlanCapacity int = 2

@description('The language stack of Orders API, as linuxFxVersion takes it.')
param webAppOrdersApiRuntime string = 'DOTNETCORE|10.0'

@description('The command that starts Orders API; empty for the one that its stack or image begins with.')
param webAppOrdersApiCommand string = ''

@description('The path by which Azure asks whether an instance of Orders API is well; empty to ask none.')
param webAppOrdersApiHealthPath string = ''

@description('More app settings of Orders API by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppOrdersApiSettings { *: string } = {}

@description('The address range of Integration subnet.')
param integrationSubnetAddressPrefix string = '10.0.0.0/25'

@description('The size of Azure Managed Redis.')
param managedRedisSku string = 'Balanced_B1'

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

@description('The tier of Service Bus.')
@allowed([
  'Premium'
])
param serviceBusSku string = 'Premium'

@description('The address range of Virtual network.')
param virtualNetworkAddressPrefix string = '10.0.0.0/16'

@description('The address range of private endpoint subnet.')
param privateEndpointSubnetAddressPrefix string = '10.0.16.0/27'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var appServicePlanName = 'asp-${workloadName}-${environmentName}'

var virtualNetworkName = 'vnet-${workloadName}-${environmentName}'

var integrationSubnetName = 'snet-${workloadName}-integration-${environmentName}'

var managedRedisName = toLower('amr-${workloadName}-${environmentName}-${uniqueSuffix}')

var sqlServerName = toLower('sql-${workloadName}-${environmentName}-${uniqueSuffix}')

var serviceBusName = toLower('sbns-${workloadName}-${environmentName}-${uniqueSuffix}')

var logAnalyticsName = 'log-${workloadName}-${environmentName}'

var applicationInsightsName = 'appi-${workloadName}-${environmentName}'

var privateEndpointSubnetName = 'snet-${workloadName}-private-endpoint-${environmentName}'

var webAppOrdersApiName = toLower('app-${workloadName}-orders-api-${environmentName}-${uniqueSuffix}')

var webAppName = toLower('app-${workloadName}-${environmentName}-${uniqueSuffix}')

var tags = {
  environment: environmentName
  'siteplan-diagram': 'two-apps-one-plan'
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
    integrationSubnetAddressPrefix: integrationSubnetAddressPrefix
    virtualNetworkAddressPrefix: virtualNetworkAddressPrefix
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
    webAppRuntime: webAppRuntime
    webAppCommand: webAppCommand
    webAppHealthPath: webAppHealthPath
    webAppSettings: webAppSettings
    appServicePlanSku: appServicePlanSku
    appServicePlanCapacity: appServicePlanCapacity
    webAppOrdersApiRuntime: webAppOrdersApiRuntime
    webAppOrdersApiCommand: webAppOrdersApiCommand
    webAppOrdersApiHealthPath: webAppOrdersApiHealthPath
    webAppOrdersApiSettings: webAppOrdersApiSettings
    managedRedisSku: managedRedisSku
    databaseAdministratorsObjectId: databaseAdministratorsObjectId
    databaseAdministratorsName: databaseAdministratorsName
    sqlServerDatabaseSku: sqlServerDatabaseSku
    sqlServerDatabaseCapacity: sqlServerDatabaseCapacity
    sqlServerDatabaseBackupRedundancy: sqlServerDatabaseBackupRedundancy
    serviceBusSku: serviceBusSku
    appServicePlanName: appServicePlanName
    virtualNetworkName: virtualNetworkName
    integrationSubnetName: integrationSubnetName
    managedRedisName: managedRedisName
    sqlServerName: sqlServerName
    serviceBusName: serviceBusName
    logAnalyticsName: logAnalyticsName
    applicationInsightsName: applicationInsightsName
    webAppOrdersApiName: webAppOrdersApiName
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
    location: location
    environmentName: environmentName
    workloadName: workloadName
    appServicePlanName: appServicePlanName
    logAnalyticsName: logAnalyticsName
    webAppOrdersApiName: webAppOrdersApiName
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
    managedRedisName: managedRedisName
    sqlServerName: sqlServerName
    serviceBusName: serviceBusName
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
    serviceBusName: serviceBusName
    webAppOrdersApiName: webAppOrdersApiName
  }
}

@description('The name of Storefront, which its code is delivered to.')
output webAppName string = data.outputs.webAppName

@description('The host name of Storefront.')
output webAppHostName string = data.outputs.webAppHostName

@description('The name of Orders API, which its code is delivered to.')
output webAppOrdersApiName string = data.outputs.webAppOrdersApiName

@description('The host name of Orders API.')
output webAppOrdersApiHostName string = data.outputs.webAppOrdersApiHostName

@description('The address of the cluster.')
output managedRedisHostName string = data.outputs.managedRedisHostName

@description('The address of the SQL server.')
output sqlServerHostName string = data.outputs.sqlServerHostName
