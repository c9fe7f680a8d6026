metadata description = 'What keeps data.'

@description('The Azure region.')
param location string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The language stack of Storefront, as linuxFxVersion takes it.')
param webAppRuntime string

@description('The command that starts Storefront; empty for the one that its stack or image begins with.')
param webAppCommand string

@description('The path by which Azure asks whether an instance of Storefront is well; empty to ask none.')
param webAppHealthPath string

@description('More app settings of Storefront by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppSettings { *: string }

@description('The size of the App Service plan.')
param appServicePlanSku string

@description('The number of instances to begin with; autoscale takes over from here.')
param appServicePlanCapacity int

@description('The language stack of Orders API, as linuxFxVersion takes it.')
param webAppOrdersApiRuntime string

@description('The command that starts Orders API; empty for the one that its stack or image begins with.')
param webAppOrdersApiCommand string

@description('The path by which Azure asks whether an instance of Orders API is well; empty to ask none.')
param webAppOrdersApiHealthPath string

@description('More app settings of Orders API by name; those set otherwise are lost with the next deployment. A secret stands as a reference to a vault.')
param webAppOrdersApiSettings { *: string }

@description('The size of Azure Managed Redis.')
param managedRedisSku string

@description('The object id of the Entra ID group that administers the databases.')
param databaseAdministratorsObjectId string

@description('The name of that group, as Entra ID has it.')
param databaseAdministratorsName string

@description('The tier of the database of Azure SQL Database: Basic, Standard, Premium, or with cores as in GP_Gen5.')
param sqlServerDatabaseSku string

@description('The DTUs or cores of the database of Azure SQL Database: Basic has 5; Standard 10, 20, 50, 100 and on; Premium 125, 250, 500 and on.')
param sqlServerDatabaseCapacity int

@description('Where the backups of the database of Azure SQL Database are kept; Geo is in the paired region too.')
param sqlServerDatabaseBackupRedundancy string

@description('The tier of Service Bus.')
param serviceBusSku string

@description('The tags of every resource.')
param tags object

@description('The name of App Service plan (Premium P1v3, Linux) (Microsoft.Web/serverfarms).')
param appServicePlanName string

@description('The name of Virtual network (Microsoft.Network/virtualNetworks).')
param virtualNetworkName string

@description('The name of Integration subnet (Microsoft.Network/virtualNetworks/subnets).')
param integrationSubnetName string

@description('The name of Azure Managed Redis (Microsoft.Cache/redisEnterprise).')
param managedRedisName string

@description('The name of Azure SQL Database (Microsoft.Sql/servers).')
param sqlServerName string

@description('The name of Service Bus (Microsoft.ServiceBus/namespaces).')
param serviceBusName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('The name of Application Insights (Microsoft.Insights/components).')
param applicationInsightsName string

@description('The name of Orders API (Microsoft.Web/sites).')
param webAppOrdersApiName string

@description('The name of Storefront (Microsoft.Web/sites).')
param webAppName string

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-09-01' existing = {
  name: virtualNetworkName
}

resource integrationSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-09-01' existing = {
  parent: virtualNetwork
  name: integrationSubnetName
}

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

// App Service plan (Premium P1v3, Linux): node Plan on line 5 of the diagram.
resource appServicePlan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: appServicePlanName
  location: location
  kind: 'linux'
  sku: {
    name: appServicePlanSku
    capacity: appServicePlanCapacity
  }
  tags: union(tags, { 'siteplan-node': 'Plan' })
  properties: {
    reserved: true
  }
}

// Azure Managed Redis: node Redis on line 13 of the diagram.
resource managedRedis 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: managedRedisName
  location: location
  sku: {
    name: managedRedisSku
  }
  tags: union(tags, { 'siteplan-node': 'Redis' })
  properties: {
    highAvailability: 'Enabled'
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
  }
}

// Azure SQL Database: node Db on line 14 of the diagram.
resource sqlServer 'Microsoft.Sql/servers@2025-01-01' = {
  name: sqlServerName
  location: location
  tags: union(tags, { 'siteplan-node': 'Db' })
  properties: {
    administrators: {
      administratorType: 'ActiveDirectory'
      azureADOnlyAuthentication: true
      principalType: 'Group'
      login: databaseAdministratorsName
      sid: databaseAdministratorsObjectId
      tenantId: tenant().tenantId
    }
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
  }
}

// No template lets an app in: an administrator runs, for the identity of each app and slot,
// CREATE USER [name of the app] FROM EXTERNAL PROVIDER; ALTER ROLE db_datareader ADD MEMBER [name of the app];
// and db_datawriter for those that write. A slot's identity is called <name of the app>/slots/<slot>.
// They sign in from within the VNet, as the server takes nobody else.
resource sqlServerDatabase 'Microsoft.Sql/servers/databases@2025-01-01' = {
  parent: sqlServer
  name: 'sqldb-${workloadName}'
  location: location
  sku: {
    name: sqlServerDatabaseSku
    capacity: sqlServerDatabaseCapacity
  }
  tags: union(tags, { 'siteplan-node': 'Db' })
  properties: {
    requestedBackupStorageRedundancy: sqlServerDatabaseBackupRedundancy
  }
}

// Service Bus: node Bus on line 15 of the diagram.
resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: serviceBusName
  location: location
  sku: {
    name: serviceBusSku
    tier: serviceBusSku
  }
  tags: union(tags, { 'siteplan-node': 'Bus' })
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
  }
}

// Orders API: node Api on line 7 of the diagram.
resource webAppOrdersApi 'Microsoft.Web/sites@2025-03-01' = {
  name: webAppOrdersApiName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'Api' })
  properties: {
    serverFarmId: appServicePlan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: integrationSubnet.id
    outboundVnetRouting: {
      allTraffic: true
    }
    siteConfig: {
      linuxFxVersion: webAppOrdersApiRuntime
      appCommandLine: webAppOrdersApiCommand
      alwaysOn: true
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      remoteDebuggingEnabled: false
      healthCheckPath: webAppOrdersApiHealthPath
      appSettings: map(
        items(
          union(
            {
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              REDIS_HOST: managedRedis.properties.hostName
              SQL_SERVER: sqlServer.properties.fullyQualifiedDomainName
              SQL_DATABASE: sqlServerDatabase.name
              SERVICE_BUS_NAMESPACE: replace(
                replace(serviceBus.properties.serviceBusEndpoint, 'https://', ''),
                ':443/',
                ''
              )
            },
            webAppOrdersApiSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

// Storefront: node Shop on line 6 of the diagram.
resource webApp 'Microsoft.Web/sites@2025-03-01' = {
  name: webAppName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'Shop' })
  properties: {
    serverFarmId: appServicePlan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: integrationSubnet.id
    outboundVnetRouting: {
      allTraffic: true
    }
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
      appSettings: map(
        items(
          union(
            {
              SCM_DO_BUILD_DURING_DEPLOYMENT: 'true'
              ApplicationInsightsAgent_EXTENSION_VERSION: '~3'
              APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
              REDIS_HOST: managedRedis.properties.hostName
              WEB_APP_HOST_ORDERS_API: webAppOrdersApi.properties.defaultHostName
            },
            webAppSettings
          )
        ),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

resource managedRedisDatabase 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: managedRedis
  name: 'default'
  properties: {
    accessKeysAuthentication: 'Disabled'
    clientProtocol: 'Encrypted'
    clusteringPolicy: 'OSSCluster'
    evictionPolicy: 'VolatileLRU'
    port: 10000
  }
}

resource managedRedisAccessWebApp 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = {
  parent: managedRedisDatabase
  name: guid(managedRedisDatabase.id, webApp.id)
  properties: {
    accessPolicyName: 'default'
    user: {
      objectId: webApp.identity.principalId
    }
  }
}

resource managedRedisAccessWebAppOrdersApi 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = {
  parent: managedRedisDatabase
  name: guid(managedRedisDatabase.id, webAppOrdersApi.id)
  dependsOn: [
    managedRedisAccessWebApp
  ]
  properties: {
    accessPolicyName: 'default'
    user: {
      objectId: webAppOrdersApi.identity.principalId
    }
  }
}

// Changes the administrators of a server that is there: what it is told itself counts only when it is made. Where Azure
// refuses another group there, `az sql server ad-admin update` goes before.
resource sqlServerAdministrators 'Microsoft.Sql/servers/administrators@2025-01-01' = {
  parent: sqlServer
  name: 'ActiveDirectory'
  properties: {
    administratorType: 'ActiveDirectory'
    login: databaseAdministratorsName
    sid: databaseAdministratorsObjectId
    tenantId: tenant().tenantId
  }
}

resource sqlServerDatabaseAudit 'Microsoft.Sql/servers/databases/auditingSettings@2025-01-01' = {
  parent: sqlServerDatabase
  name: 'default'
  properties: {
    state: 'Enabled'
    isAzureMonitorTargetEnabled: true
    auditActionsAndGroups: [
      'BATCH_COMPLETED_GROUP'
      'SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP'
      'FAILED_DATABASE_AUTHENTICATION_GROUP'
    ]
  }
}

resource managedRedisDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: managedRedis
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

resource sqlServerDatabaseDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: sqlServerDatabase
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
        category: 'Basic'
        enabled: true
      }
      {
        category: 'InstanceAndAppAdvanced'
        enabled: true
      }
      {
        category: 'WorkloadManagement'
        enabled: true
      }
    ]
  }
}

resource serviceBusDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: serviceBus
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

@description('The name of Storefront, which its code is delivered to.')
output webAppName string = webApp.name

@description('The host name of Storefront.')
output webAppHostName string = webApp.properties.defaultHostName

@description('The name of Orders API, which its code is delivered to.')
output webAppOrdersApiName string = webAppOrdersApi.name

@description('The host name of Orders API.')
output webAppOrdersApiHostName string = webAppOrdersApi.properties.defaultHostName

@description('The address of the cluster.')
output managedRedisHostName string = managedRedis.properties.hostName

@description('The address of the SQL server.')
output sqlServerHostName string = sqlServer.properties.fullyQualifiedDomainName
