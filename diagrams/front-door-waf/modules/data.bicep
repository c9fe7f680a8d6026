metadata description = 'What keeps data.'

@description('The Azure region.')
param location string

@description('The object id of the Entra ID group that administers the databases.')
param databaseAdministratorsObjectId string

@description('The name of that group, as Entra ID has it.')
param databaseAdministratorsName string

@description('The size of Azure Database for PostgreSQL.')
param postgresqlSku string

@description('The disk of Azure Database for PostgreSQL at its creation, in GB. It grows by itself and never shrinks: Terraform leaves it alone afterwards, Bicep is told the size that it has.')
param postgresqlStorageGb int

@description('The tier of Azure AI Search.')
param aiSearchSku string

@description('The replicas of Azure AI Search: two for an SLA on queries, three for one on updates too.')
param aiSearchReplicas int

@description('How Storage account is replicated.')
param storageAccountSku string

@description('The tags of every resource.')
param tags object

@description('The name of Azure Database for PostgreSQL (Microsoft.DBforPostgreSQL/flexibleServers).')
param postgresqlName string

@description('The name of postgresqlDatabase (Microsoft.DBforPostgreSQL/flexibleServers/databases).')
param postgresqlDatabaseName string

@description('The name of Azure AI Search (Microsoft.Search/searchServices).')
param aiSearchName string

@description('The name of Storage account (Microsoft.Storage/storageAccounts).')
param storageAccountName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// Azure Database for PostgreSQL: node Db on line 13 of the diagram.
resource postgresql 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: postgresqlName
  location: location
  sku: {
    name: postgresqlSku
    tier: startsWith(postgresqlSku, 'Standard_B')
      ? 'Burstable'
      : (startsWith(postgresqlSku, 'Standard_E') ? 'MemoryOptimized' : 'GeneralPurpose')
  }
  tags: union(tags, { 'siteplan-node': 'Db' })
  properties: {
    version: '17'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    storage: {
      storageSizeGB: postgresqlStorageGb
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: 7
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
    network: {
      publicNetworkAccess: 'Disabled'
    }
  }
}

resource postgresqlAdministrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01' = {
  parent: postgresql
  name: databaseAdministratorsObjectId
  properties: {
    principalName: databaseAdministratorsName
    principalType: 'Group'
    tenantId: tenant().tenantId
  }
}

// No template lets an app in: in the database postgres an administrator runs, for the identity of each app and slot,
// SELECT * FROM pgaadauth_create_principal('<name of the app>', false, false); and then grants it what it needs in this one.
// A slot's identity is called <name of the app>/slots/<slot>; the code of an app with slots makes its name of WEBSITE_SITE_NAME and
// WEBSITE_SLOT_NAME, as no setting follows an identity when slots are swapped.
// They sign in from within the VNet, as the server takes nobody else.
resource postgresqlDatabase 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01' = {
  parent: postgresql
  name: postgresqlDatabaseName
  dependsOn: [
    postgresqlAdministrator
  ]
  properties: {
    charset: 'UTF8'
    collation: 'en_US.utf8'
  }
}

// Azure AI Search: node Search on line 14 of the diagram.
resource aiSearch 'Microsoft.Search/searchServices@2025-05-01' = {
  name: aiSearchName
  location: location
  sku: {
    name: aiSearchSku
  }
  identity: {
    type: 'SystemAssigned'
  }
  tags: union(tags, { 'siteplan-node': 'Search' })
  properties: {
    replicaCount: aiSearchReplicas
    partitionCount: 1
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
  }
}

// Storage account: node Files on line 15 of the diagram.
resource storageAccount 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: storageAccountName
  location: location
  kind: 'StorageV2'
  sku: {
    name: storageAccountSku
  }
  tags: union(tags, { 'siteplan-node': 'Files' })
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
    }
  }
}

resource storageAccountBlobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: storageAccount
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource postgresqlDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: postgresql
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

resource aiSearchDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: aiSearch
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

resource storageAccountBlobsDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: storageAccountBlobs
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
        category: 'Capacity'
        enabled: true
      }
      {
        category: 'Transaction'
        enabled: true
      }
    ]
  }
}

@description('The address of the server.')
output postgresqlHostName string = postgresql.properties.fullyQualifiedDomainName

@description('The address of the blobs.')
output storageAccountBlobEndpoint string = storageAccount.properties.primaryEndpoints.blob
