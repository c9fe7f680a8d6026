metadata description = 'What stands before the applications.'

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The path by which Azure asks whether an instance of Tickets west is well; empty to ask none.')
param webAppHealthPath string

@description('The tags of every resource.')
param tags object

@description('The name of Azure Front Door (Microsoft.Cdn/profiles).')
param frontDoorName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Tickets west (Microsoft.Web/sites).')
param webAppName string

@description('The name of Tickets north (Microsoft.Web/sites).')
param webAppTicketsNorthName string

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

resource frontDoor 'Microsoft.Cdn/profiles@2025-12-01' existing = {
  name: frontDoorName
}

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

resource webApp 'Microsoft.Web/sites@2025-03-01' existing = {
  name: webAppName
}

resource webAppTicketsNorth 'Microsoft.Web/sites@2025-03-01' existing = {
  name: webAppTicketsNorthName
}

resource frontDoorEndpoint 'Microsoft.Cdn/profiles/afdEndpoints@2025-12-01' = {
  parent: frontDoor
  name: 'fde-${workloadName}-${environmentName}-${uniqueSuffix}'
  location: 'global'
  tags: union(tags, { 'siteplan-node': 'Fd' })
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
      probePath: webAppHealthPath == '' ? '/' : webAppHealthPath
      probeProtocol: 'Https'
      probeRequestType: 'HEAD'
      probeIntervalInSeconds: 100
    }
    sessionAffinityState: 'Disabled'
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

@description('The host name of the Front Door endpoint.')
output frontDoorHostName string = frontDoorEndpoint.properties.hostName
