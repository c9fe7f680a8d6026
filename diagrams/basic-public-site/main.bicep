metadata description = 'Deploys the architecture of the diagram `basic-public-site`.'
metadata source = 'diagrams/basic-public-site.md#basic-public-site'

@description('The Azure region.')
param location string = resourceGroup().location

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
@minLength(2)
@maxLength(8)
param environmentName string = 'dev'

@description('The workload, as it stands in names: lower-case letters and digits.')
@minLength(2)
@maxLength(10)
param workloadName string = 'website'

@description('The language stack of Web App, as linuxFxVersion takes it.')
param webAppRuntime string = 'DOTNETCORE|10.0'

@description('The command that starts Web App; empty for the one that its stack or image begins with.')
param webAppCommand string = ''

@description('The path by which Azure asks whether an instance of Web App is well; empty to ask none.')
param webAppHealthPath string = ''

@description('More app settings of Web App by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string } = {}

@description('The size of the App Service plan.')
@allowed([
  'B1'
  'B2'
  'B3'
])
param appServicePlanSku string = 'B1'

@description('The number of instances.')
@minValue(1)
@maxValue(3)
param appServicePlanCapacity int = 1

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

@description('How Blob Storage is replicated.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param storageAccountSku string = 'Standard_ZRS'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var sqlServerName = toLower('sql-${workloadName}-${environmentName}-${uniqueSuffix}')

var sqlServerDatabaseName = 'sqldb-${workloadName}'

var storageAccountName = take(toLower(replace('st${workloadName}${uniqueSuffix}', '-', '')), 24)

var keyVaultName = take(toLower('kv-${workloadName}-${uniqueSuffix}'), 24)

var logAnalyticsName = 'log-${workloadName}-${environmentName}'

var applicationInsightsName = 'appi-${workloadName}-${environmentName}'

var webAppName = toLower('app-${workloadName}-${environmentName}-${uniqueSuffix}')

var tags = {
  environment: environmentName
  'siteplan-diagram': 'basic-public-site'
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
    databaseAdministratorsObjectId: databaseAdministratorsObjectId
    databaseAdministratorsName: databaseAdministratorsName
    sqlServerDatabaseSku: sqlServerDatabaseSku
    sqlServerDatabaseCapacity: sqlServerDatabaseCapacity
    sqlServerDatabaseBackupRedundancy: sqlServerDatabaseBackupRedundancy
    storageAccountSku: storageAccountSku
    sqlServerName: sqlServerName
    sqlServerDatabaseName: sqlServerDatabaseName
    storageAccountName: storageAccountName
    keyVaultName: keyVaultName
    logAnalyticsName: logAnalyticsName
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
    webAppRuntime: webAppRuntime
    webAppCommand: webAppCommand
    webAppHealthPath: webAppHealthPath
    webAppSettings: webAppSettings
    appServicePlanSku: appServicePlanSku
    appServicePlanCapacity: appServicePlanCapacity
    sqlServerName: sqlServerName
    sqlServerDatabaseName: sqlServerDatabaseName
    storageAccountName: storageAccountName
    keyVaultName: keyVaultName
    logAnalyticsName: logAnalyticsName
    applicationInsightsName: applicationInsightsName
    webAppName: webAppName
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
    storageAccountName: storageAccountName
    keyVaultName: keyVaultName
    webAppName: webAppName
  }
}

@description('The name of Web App, which its code is delivered to.')
output webAppName string = app.outputs.webAppName

@description('The host name of Web App.')
output webAppHostName string = app.outputs.webAppHostName

@description('The address of the SQL server.')
output sqlServerHostName string = data.outputs.sqlServerHostName

@description('The address of the blobs.')
output storageAccountBlobEndpoint string = data.outputs.storageAccountBlobEndpoint

@description('The address of the vault.')
output keyVaultUri string = data.outputs.keyVaultUri
