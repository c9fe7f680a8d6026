metadata description = 'Where logs and telemetry go.'

@description('The Azure region.')
param location string

@description('How many days logs are kept.')
param logRetentionDays int

@description('The tags of every resource.')
param tags object

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Application Insights (Microsoft.Insights/components).')
param applicationInsightsName string

// Log Analytics workspace: not drawn; Application Insights keeps its data in a workspace, and none is drawn.
resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: logAnalyticsName
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
    publicNetworkAccessForIngestion: 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
  }
}

// Application Insights: node AI on line 10 of the diagram.
resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  kind: 'web'
  tags: union(tags, { 'siteplan-node': 'AI' })
  properties: {
    Application_Type: 'web'
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: logAnalytics.id
    publicNetworkAccessForIngestion: 'Enabled'
    publicNetworkAccessForQuery: 'Enabled'
  }
}
