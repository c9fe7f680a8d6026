metadata description = 'What keeps data.'

@description('The Azure region.')
param location string

@description('The environment, as it stands in names and tags; each has a resource group of its own.')
param environmentName string

@description('The workload, as it stands in names: lower-case letters and digits.')
param workloadName string

@description('The object id of the Entra ID group that administers the databases from their creation on.')
param databaseAdministratorsObjectId string

@description('The name of that group, as Entra ID has it.')
param databaseAdministratorsName string

@description('The tier of the database of Azure SQL Database: Basic, Standard, Premium, or with cores as in GP_Gen5.')
param sqlServerDatabaseSku string

@description('The DTUs or cores of the database of Azure SQL Database.')
param sqlServerDatabaseCapacity int

@description('Where the backups of the database of Azure SQL Database are kept; Geo is in the paired region too.')
param sqlServerDatabaseBackupRedundancy string

@description('How Blob Storage is replicated.')
param storageAccountSku string

@description('The tags of every resource.')
param tags object

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

@description('Makes names unique in all of Azure, and stays the same for a resource group.')
var uniqueSuffix = uniqueString(resourceGroup().id)

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// Azure SQL Database: node DB on line 7 of the diagram.
resource sqlServer 'Microsoft.Sql/servers@2025-01-01' = {
  name: 'sql-${workloadName}-${environmentName}-${uniqueSuffix}'
  location: location
  tags: union(tags, { 'siteplan-node': 'DB' })
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
    publicNetworkAccess: 'Enabled'
  }
}

// No template lets an app in: an administrator runs, for the identity of each app and slot,
// CREATE USER [name of the app] FROM EXTERNAL PROVIDER; ALTER ROLE db_datareader ADD MEMBER [name of the app];
// and db_datawriter for those that write. A slot's identity is called <name of the app>/slots/<slot>.
resource sqlServerDatabase 'Microsoft.Sql/servers/databases@2025-01-01' = {
  parent: sqlServer
  name: 'sqldb-${workloadName}'
  location: location
  sku: {
    name: sqlServerDatabaseSku
    capacity: sqlServerDatabaseCapacity
  }
  tags: union(tags, { 'siteplan-node': 'DB' })
  properties: {
    requestedBackupStorageRedundancy: sqlServerDatabaseBackupRedundancy
  }
}

// Blob Storage: node ST on line 8 of the diagram.
resource storageAccount 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: take('st${workloadName}${uniqueSuffix}', 24)
  location: location
  kind: 'StorageV2'
  sku: {
    name: storageAccountSku
  }
  tags: union(tags, { 'siteplan-node': 'ST' })
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
    }
  }
}

// Key Vault: node KV on line 9 of the diagram.
resource keyVault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: take('kv-${workloadName}-${uniqueSuffix}', 24)
  location: location
  tags: union(tags, { 'siteplan-node': 'KV' })
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
    }
  }
}

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
  }
}

// Lets Azure services in, as the diagram draws no private endpoint; sign-in is by Entra ID only.
resource sqlServerAzureAccess 'Microsoft.Sql/servers/firewallRules@2025-01-01' = {
  parent: sqlServer
  name: 'AllowAllWindowsAzureIps'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
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

resource keyVaultDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: keyVault
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

output sqlServerName string = sqlServer.name

output sqlServerDatabaseName string = sqlServerDatabase.name

output storageAccountName string = storageAccount.name

output keyVaultName string = keyVault.name

@description('The address of the SQL server.')
output sqlServerHostName string = sqlServer.properties.fullyQualifiedDomainName

@description('The address of the blobs.')
output storageAccountBlobEndpoint string = storageAccount.properties.primaryEndpoints.blob

@description('The address of the vault.')
output keyVaultUri string = keyVault.properties.vaultUri
