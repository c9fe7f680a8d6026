metadata description = 'What keeps data.'

@description('The Azure region, as drawn.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The Azure region of the second site, as drawn.')
param secondaryLocation string

@description('The tier of Azure Front Door.')
param frontDoorSku string

@description('The path by which Azure asks whether an instance of Tickets west is well; empty to ask none.')
param webAppHealthPath string

@description('The size of the App Service plan.')
param appServicePlanSku string

@description('The number of instances.')
param appServicePlanCapacity int

@description('The language stack of Tickets west, as linuxFxVersion takes it.')
param webAppRuntime string

@description('The command that starts Tickets west; empty for the one that its stack or image begins with.')
param webAppCommand string

@description('More app settings of Tickets west by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string }

@description('The size of the App Service plan.')
param appServicePlanNorthSku string

@description('The number of instances.')
param appServicePlanNorthCapacity int

@description('The language stack of Tickets north, as linuxFxVersion takes it.')
param webAppTicketsNorthRuntime string

@description('The command that starts Tickets north; empty for the one that its stack or image begins with.')
param webAppTicketsNorthCommand string

@description('The path by which Azure asks whether an instance of Tickets north is well; empty to ask none.')
param webAppTicketsNorthHealthPath string

@description('More app settings of Tickets north by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppTicketsNorthSettings { *: string }

@description('The request units a second that the database of Cosmos DB grows to.')
param cosmosDbMaxThroughput int

@description('The tags of every resource.')
param tags object

@description('The name of Azure Front Door (Microsoft.Cdn/profiles).')
param frontDoorName string

@description('The name of App Service plan west (Premium P1v3) (Microsoft.Web/serverfarms).')
param appServicePlanName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Application Insights (Microsoft.Insights/components).')
param applicationInsightsName string

@description('The name of Tickets west (Microsoft.Web/sites).')
param webAppName string

@description('The name of App Service plan north (Premium P1v3) (Microsoft.Web/serverfarms).')
param appServicePlanNorthName string

@description('The name of Tickets north (Microsoft.Web/sites).')
param webAppTicketsNorthName string

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// Azure Front Door: node Fd on line 3 of the diagram.
resource frontDoor 'Microsoft.Cdn/profiles@2025-12-01' = {
  name: frontDoorName
  location: 'global'
  sku: {
    name: frontDoorSku
  }
  tags: union(tags, { 'siteplan-node': 'Fd' })
  properties: {
    originResponseTimeoutSeconds: 60
  }
}

// App Service plan west (Premium P1v3): node PlanA on line 6 of the diagram.
resource appServicePlan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: appServicePlanName
  location: location
  kind: 'linux'
  sku: {
    name: appServicePlanSku
    capacity: appServicePlanCapacity
  }
  tags: union(tags, { 'siteplan-node': 'PlanA' })
  properties: {
    reserved: true
  }
}

// Cosmos DB: node Data on line 17 of the diagram.
resource cosmosDb 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: take(toLower('cosmos-${workloadName}-${environmentName}-${uniqueSuffix}'), 44)
  location: location
  kind: 'GlobalDocumentDB'
  tags: union(tags, { 'siteplan-node': 'Data' })
  properties: {
    databaseAccountOfferType: 'Standard'
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
      {
        locationName: secondaryLocation
        failoverPriority: 1
        isZoneRedundant: false
      }
    ]
    enableAutomaticFailover: true
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: 'Enabled'
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous7Days'
      }
    }
  }
}

// Tickets west: node WebA on line 7 of the diagram.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: webAppName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'WebA' })
  properties: {
    serverFarmId: appServicePlan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    siteConfig: {
      linuxFxVersion: webAppRuntime
      appCommandLine: webAppCommand
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      healthCheckPath: webAppHealthPath
      ipSecurityRestrictionsDefaultAction: 'Deny'
      ipSecurityRestrictions: [
        {
          name: 'front-door'
          priority: 100
          action: 'Allow'
          tag: 'ServiceTag'
          ipAddress: 'AzureFrontDoor.Backend'
          headers: {
            'x-azure-fdid': [
              frontDoor.properties.frontDoorId
            ]
          }
        }
      ]
      scmIpSecurityRestrictionsUseMain: false
      appSettings: map(
        items(
          union(
            {
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              COSMOS_ENDPOINT: cosmosDb.properties.documentEndpoint
            },
            webAppSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

// App Service plan north (Premium P1v3): node PlanB on line 11 of the diagram.
resource appServicePlanNorth 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: appServicePlanNorthName
  location: secondaryLocation
  kind: 'linux'
  sku: {
    name: appServicePlanNorthSku
    capacity: appServicePlanNorthCapacity
  }
  tags: union(tags, { 'siteplan-node': 'PlanB' })
  properties: {
    reserved: true
  }
}

// Tickets north: node WebB on line 12 of the diagram.
resource webAppTicketsNorth 'Microsoft.Web/sites@2025-03-01' = {
  name: webAppTicketsNorthName
  location: secondaryLocation
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'WebB' })
  properties: {
    serverFarmId: appServicePlanNorth.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    siteConfig: {
      linuxFxVersion: webAppTicketsNorthRuntime
      appCommandLine: webAppTicketsNorthCommand
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      healthCheckPath: webAppTicketsNorthHealthPath
      ipSecurityRestrictionsDefaultAction: 'Deny'
      ipSecurityRestrictions: [
        {
          name: 'front-door'
          priority: 100
          action: 'Allow'
          tag: 'ServiceTag'
          ipAddress: 'AzureFrontDoor.Backend'
          headers: {
            'x-azure-fdid': [
              frontDoor.properties.frontDoorId
            ]
          }
        }
      ]
      scmIpSecurityRestrictionsUseMain: false
      appSettings: map(
        items(
          union(
            {
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              COSMOS_ENDPOINT: cosmosDb.properties.documentEndpoint
            },
            webAppTicketsNorthSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

resource cosmosDbDatabase 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: cosmosDb
  name: workloadName
  properties: {
    resource: {
      id: workloadName
    }
    options: {
      autoscaleSettings: {
        maxThroughput: cosmosDbMaxThroughput
      }
    }
  }
}

resource cosmosDbAccessWebApp 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: cosmosDb
  name: guid(cosmosDb.id, webApp.id)
  properties: {
    roleDefinitionId: '${cosmosDb.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: webApp.identity.principalId
    scope: cosmosDb.id
  }
}

resource cosmosDbAccessWebAppTicketsNorth 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: cosmosDb
  name: guid(cosmosDb.id, webAppTicketsNorth.id)
  dependsOn: [
    cosmosDbAccessWebApp
  ]
  properties: {
    roleDefinitionId: '${cosmosDb.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    principalId: webAppTicketsNorth.identity.principalId
    scope: cosmosDb.id
  }
}

resource cosmosDbDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: cosmosDb
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
        category: 'Requests'
        enabled: true
      }
    ]
  }
}

@description('The name of Tickets west, which its code is delivered to.')
output webAppName string = webApp.name

@description('The host name of Tickets west.')
output webAppHostName string = webApp.properties.defaultHostName

@description('The name of Tickets north, which its code is delivered to.')
output webAppTicketsNorthName string = webAppTicketsNorth.name

@description('The host name of Tickets north.')
output webAppTicketsNorthHostName string = webAppTicketsNorth.properties.defaultHostName

@description('The address of the account.')
output cosmosDbEndpoint string = cosmosDb.properties.documentEndpoint
