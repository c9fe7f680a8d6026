metadata description = 'Deploys the architecture of the diagram `two-regions`.'
metadata source = 'diagrams/two-regions.md:19'

@description('The Azure region, as drawn.')
param location string = 'westeurope'

@description('The environment, as it stands in names and tags.')
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

@description('The number of instances; autoscale, where there is one, takes over from here.')
@minValue(1)
@maxValue(30)
param appServicePlanCapacity int = 2

@description('The language stack of Tickets west, as linuxFxVersion takes it.')
param webAppRuntime string = 'DOTNETCORE|10.0'

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

@description('The number of instances; autoscale, where there is one, takes over from here.')
@minValue(1)
@maxValue(30)
param appServicePlanNorthCapacity int = 2

@description('The language stack of Tickets north, as linuxFxVersion takes it.')
param webAppTicketsNorthRuntime string = 'DOTNETCORE|10.0'

@description('The request units a second that the database of Cosmos DB grows to.')
@minValue(1000)
param cosmosDbMaxThroughput int = 1000

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

var tags = {
  environment: environmentName
  'siteplan-diagram': 'two-regions'
}

// Azure Front Door: node Fd at diagrams/two-regions.md:22.
resource frontDoor 'Microsoft.Cdn/profiles@2025-12-01' = {
  name: 'afd-${workloadName}-${environmentName}'
  location: 'global'
  sku: {
    name: frontDoorSku
  }
  tags: union(tags, { 'siteplan-node': 'Fd' })
  properties: {
    originResponseTimeoutSeconds: 60
  }
}

resource frontDoorEndpoint 'Microsoft.Cdn/profiles/afdEndpoints@2025-12-01' = {
  parent: frontDoor
  name: 'fde-${workloadName}'
  location: 'global'
  tags: tags
  properties: {
    enabledState: 'Enabled'
  }
}

resource frontDoorOriginsDefault 'Microsoft.Cdn/profiles/originGroups@2025-12-01' = {
  parent: frontDoor
  name: 'default'
  properties: {
    loadBalancingSettings: {
      sampleSize: 4
      successfulSamplesRequired: 3
      additionalLatencyInMilliseconds: 50
    }
    healthProbeSettings: {
      probePath: '/'
      probeProtocol: 'Https'
      probeRequestType: 'HEAD'
      probeIntervalInSeconds: 100
    }
    sessionAffinityState: 'Disabled'
  }
}

// App Service plan west (Premium P1v3): node PlanA at diagrams/two-regions.md:25.
resource appServicePlan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'asp-${workloadName}-${environmentName}'
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

// Cosmos DB: node Data at diagrams/two-regions.md:36.
resource cosmosDb 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: take('cosmos-${workloadName}-${environmentName}-${uniqueSuffix}', 44)
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

// Log Analytics workspace: not drawn; Application Insights keeps its data in a workspace, and none is drawn.
resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${workloadName}-${environmentName}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logRetentionDays
    features: {
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

// Application Insights: node Obs at diagrams/two-regions.md:37.
resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${workloadName}-${environmentName}'
  location: location
  kind: 'web'
  tags: union(tags, { 'siteplan-node': 'Obs' })
  properties: {
    Application_Type: 'web'
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: logAnalytics.id
  }
}

// Tickets west: node WebA at diagrams/two-regions.md:26.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app-${workloadName}-${environmentName}-${uniqueSuffix}'
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
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
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
      appSettings: [
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: applicationInsights.properties.ConnectionString
        }
        {
          name: 'COSMOS_ENDPOINT'
          value: cosmosDb.properties.documentEndpoint
        }
      ]
    }
  }
}

resource frontDoorOriginWebApp 'Microsoft.Cdn/profiles/originGroups/origins@2025-12-01' = {
  parent: frontDoorOriginsDefault
  name: webApp.name
  properties: {
    hostName: webApp.properties.defaultHostName
    originHostHeader: webApp.properties.defaultHostName
    httpPort: 80
    httpsPort: 443
    priority: 1
    weight: 1000
    enabledState: 'Enabled'
    enforceCertificateNameCheck: true
  }
}

// App Service plan north (Premium P1v3): node PlanB at diagrams/two-regions.md:30.
resource appServicePlanNorth 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'asp-${workloadName}-north-${environmentName}'
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

// Tickets north: node WebB at diagrams/two-regions.md:31.
resource webAppTicketsNorth 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app-${workloadName}-tickets-north-${environmentName}-${uniqueSuffix}'
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
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
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
      appSettings: [
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: applicationInsights.properties.ConnectionString
        }
        {
          name: 'COSMOS_ENDPOINT'
          value: cosmosDb.properties.documentEndpoint
        }
      ]
    }
  }
}

resource frontDoorOriginWebAppTicketsNorth 'Microsoft.Cdn/profiles/originGroups/origins@2025-12-01' = {
  parent: frontDoorOriginsDefault
  name: webAppTicketsNorth.name
  properties: {
    hostName: webAppTicketsNorth.properties.defaultHostName
    originHostHeader: webAppTicketsNorth.properties.defaultHostName
    httpPort: 80
    httpsPort: 443
    priority: 1
    weight: 1000
    enabledState: 'Enabled'
    enforceCertificateNameCheck: true
  }
}

resource frontDoorRouteDefault 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-12-01' = {
  parent: frontDoorEndpoint
  name: 'default'
  dependsOn: [
    frontDoorOriginWebApp
    frontDoorOriginWebAppTicketsNorth
  ]
  properties: {
    originGroup: {
      id: frontDoorOriginsDefault.id
    }
    supportedProtocols: [
      'Http'
      'Https'
    ]
    patternsToMatch: [
      '/*'
    ]
    forwardingProtocol: 'HttpsOnly'
    httpsRedirect: 'Enabled'
    linkToDefaultDomain: 'Enabled'
    enabledState: 'Enabled'
  }
}

resource webAppFtpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webApp
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource webAppScmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webApp
  name: 'scm'
  properties: {
    allow: false
  }
}

resource webAppTicketsNorthFtpPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webAppTicketsNorth
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource webAppTicketsNorthScmPublishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: webAppTicketsNorth
  name: 'scm'
  properties: {
    allow: false
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

resource frontDoorDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: frontDoor
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

resource appServicePlanDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: appServicePlan
  name: 'to-workspace'
  properties: {
    workspaceId: logAnalytics.id
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

resource webAppDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: webApp
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

resource appServicePlanNorthDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: appServicePlanNorth
  name: 'to-workspace'
  properties: {
    workspaceId: logAnalytics.id
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

resource webAppTicketsNorthDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: webAppTicketsNorth
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
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('The host name of the Front Door endpoint.')
output frontDoorHostName string = frontDoorEndpoint.properties.hostName

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
