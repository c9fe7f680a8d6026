metadata description = 'Deploys the architecture of the diagram `isolated-environment`.'
metadata source = 'diagrams/isolated-environment.md:18'

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

@description('The language stack of Orders API, as linuxFxVersion takes it.')
param webAppOrdersApiRuntime string = 'JAVA|21-java21'

@description('The object id of the Entra ID group that administers the databases from their creation on.')
@minLength(36)
@maxLength(36)
param databaseAdministratorsObjectId string

@description('The name of that group, as Entra ID has it.')
@minLength(1)
param databaseAdministratorsName string

@description('The tier of the database of Azure SQL Database: Basic, Standard, Premium, or with cores as in GP_Gen5.')
param sqlServerDatabaseSku string = 'Standard'

@description('The DTUs or cores of the database of Azure SQL Database.')
@minValue(1)
@maxValue(4000)
param sqlServerDatabaseCapacity int = 10

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

var tags = {
  environment: environmentName
  'siteplan-diagram': 'isolated-environment'
}

// Where logs and telemetry go.
module monitoring 'modules/monitoring.bicep' = {
  name: '${deployment().name}-monitoring'
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    logRetentionDays: logRetentionDays
    tags: tags
  }
}

// Networks, and what stands at their borders.
module network 'modules/network.bicep' = {
  name: '${deployment().name}-network'
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    logAnalyticsName: monitoring.outputs.logAnalyticsName
    tags: tags
  }
}

// What keeps data.
module data 'modules/data.bicep' = {
  name: '${deployment().name}-data'
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    databaseAdministratorsObjectId: databaseAdministratorsObjectId
    databaseAdministratorsName: databaseAdministratorsName
    sqlServerDatabaseSku: sqlServerDatabaseSku
    sqlServerDatabaseCapacity: sqlServerDatabaseCapacity
    logAnalyticsName: monitoring.outputs.logAnalyticsName
    tags: tags
  }
}

// What runs the applications.
module app 'modules/app.bicep' = {
  name: '${deployment().name}-app'
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    appServicePlanSku: appServicePlanSku
    appServicePlanCapacity: appServicePlanCapacity
    webAppRuntime: webAppRuntime
    webAppOrdersApiRuntime: webAppOrdersApiRuntime
    virtualNetworkName: network.outputs.virtualNetworkName
    environmentSubnetName: network.outputs.environmentSubnetName
    logAnalyticsName: monitoring.outputs.logAnalyticsName
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    sqlServerName: data.outputs.sqlServerName
    sqlServerDatabaseName: data.outputs.sqlServerDatabaseName
    tags: tags
  }
}

// Private ways to data and applications.
module privateLink 'modules/private-link.bicep' = {
  name: '${deployment().name}-private-link'
  params: {
    location: location
    environmentName: environmentName
    workloadName: workloadName
    virtualNetworkName: network.outputs.virtualNetworkName
    privateEndpointSubnetName: network.outputs.privateEndpointSubnetName
    sqlServerName: data.outputs.sqlServerName
    tags: tags
  }
}

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
