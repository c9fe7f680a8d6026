metadata description = 'Deploys the architecture of the diagram `two-regions`.'
metadata source = 'diagrams/two-regions.md#two-regions'

@description('The Azure region, as drawn.')
param location string = 'westeurope'

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'tickets'

@description('The Azure region of the second site, as drawn.')
param secondaryLocation string = 'northeurope'

@description('The tier of Azure Front Door.')
@allowed([
  'Standard_AzureFrontDoor'
  'Premium_AzureFrontDoor'
])
param frontDoorSku string = 'Standard_AzureFrontDoor'

@description('The path by which Azure asks whether an instance of Tickets west is well; empty to ask none.')
param webAppHealthPath string = ''

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

@description('The language stack of Tickets west, as linuxFxVersion takes it.')
param webAppRuntime string = 'DOTNETCORE|10.0'

@description('The command that starts Tickets west; empty for the one that its stack or image begins with.')
param webAppCommand string = ''

@description('More app settings of Tickets west by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
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
param appServicePlanNorthSku string = 'P1v3'

@description('The number of instances.')
@minValue(1)
@maxValue(30)
param appServicePlanNorthCapacity int = 2

@description('The language stack of Tickets north, as linuxFxVersion takes it.')
param webAppTicketsNorthRuntime string = 'DOTNETCORE|10.0'

@description('The command that starts Tickets north; empty for the one that its stack or image begins with.')
param webAppTicketsNorthCommand string = ''

@description('The path by which Azure asks whether an instance of Tickets north is well; empty to ask none.')
param webAppTicketsNorthHealthPath string = ''

@description('More app settings of Tickets north by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppTicketsNorthSettings { *: string } = {}

@description('The request units a second that the database of Cosmos DB grows to.')
@minValue(1000)
param cosmosDbMaxThroughput int = 1000

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var frontDoorName = 'afd-${workloadName}-${environmentName}'

var appServicePlanName = 'asp-${workloadName}-${environmentName}'

var logAnalyticsName = 'log-${workloadName}-${environmentName}'

var applicationInsightsName = 'appi-${workloadName}-${environmentName}'

var webAppName = toLower('app-${workloadName}-${environmentName}-${uniqueSuffix}')

var appServicePlanNorthName = 'asp-${workloadName}-north-${environmentName}'

var webAppTicketsNorthName = toLower('app-${workloadName}-tickets-north-${environmentName}-${uniqueSuffix}')

var tags = {
  environment: environmentName
  'siteplan-diagram': 'two-regions'
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

// What keeps data.
module data 'modules/data.bicep' = {
  name: '${deployment().name}-data'
  dependsOn: [
    monitoring
  ]
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    secondaryLocation: secondaryLocation
    frontDoorSku: frontDoorSku
    webAppHealthPath: webAppHealthPath
    appServicePlanSku: appServicePlanSku
    appServicePlanCapacity: appServicePlanCapacity
    webAppRuntime: webAppRuntime
    webAppCommand: webAppCommand
    webAppSettings: webAppSettings
    appServicePlanNorthSku: appServicePlanNorthSku
    appServicePlanNorthCapacity: appServicePlanNorthCapacity
    webAppTicketsNorthRuntime: webAppTicketsNorthRuntime
    webAppTicketsNorthCommand: webAppTicketsNorthCommand
    webAppTicketsNorthHealthPath: webAppTicketsNorthHealthPath
    webAppTicketsNorthSettings: webAppTicketsNorthSettings
    cosmosDbMaxThroughput: cosmosDbMaxThroughput
    frontDoorName: frontDoorName
    appServicePlanName: appServicePlanName
    logAnalyticsName: logAnalyticsName
    applicationInsightsName: applicationInsightsName
    webAppName: webAppName
    appServicePlanNorthName: appServicePlanNorthName
    webAppTicketsNorthName: webAppTicketsNorthName
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
    appServicePlanNorthName: appServicePlanNorthName
    webAppTicketsNorthName: webAppTicketsNorthName
  }
}

// What stands before the applications.
module edge 'modules/edge.bicep' = {
  name: '${deployment().name}-edge'
  dependsOn: [
    monitoring
    data
  ]
  params: {
    environmentName: environmentName
    workloadName: workloadName
    webAppHealthPath: webAppHealthPath
    frontDoorName: frontDoorName
    logAnalyticsName: logAnalyticsName
    webAppName: webAppName
    webAppTicketsNorthName: webAppTicketsNorthName
    tags: tags
  }
}

@description('The host name of the Front Door endpoint.')
output frontDoorHostName string = edge.outputs.frontDoorHostName

@description('The name of Tickets west, which its code is delivered to.')
output webAppName string = data.outputs.webAppName

@description('The host name of Tickets west.')
output webAppHostName string = data.outputs.webAppHostName

@description('The name of Tickets north, which its code is delivered to.')
output webAppTicketsNorthName string = data.outputs.webAppTicketsNorthName

@description('The host name of Tickets north.')
output webAppTicketsNorthHostName string = data.outputs.webAppTicketsNorthHostName

@description('The address of the account.')
output cosmosDbEndpoint string = data.outputs.cosmosDbEndpoint
