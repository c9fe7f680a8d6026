metadata description = 'What keeps data.'

@description('The Azure region.')
param location string

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

@description('How Blob Storage is replicated.')
param storageAccountSku string

@description('The tags of every resource.')
param tags object

@description('The name of Azure SQL Database (Microsoft.Sql/servers).')
param sqlServerName string

@description('The name of sqlServerDatabase (Microsoft.Sql/servers/databases).')
param sqlServerDatabaseName string

@description('The name of Blob Storage (Microsoft.Storage/storageAccounts).')
param storageAccountName string

@description('The name of Key Vault (Microsoft.KeyVault/vaults).')
param keyVaultName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// Azure SQL Database: node DB on line 7 of the diagram.
resource sqlServer 'Microsoft.Sql/servers@2025-01-01' = {
  name: sqlServerName
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
// They sign in from an address that a firewall rule of the server lets in for that time.
resource sqlServerDatabase 'Microsoft.Sql/servers/databases@2025-01-01' = {
  parent: sqlServer
  name: sqlServerDatabaseName
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
  name: storageAccountName
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
// A deleted vault keeps its name for 90 days: where one of this name was there, `az keyvault recover` comes first.
resource keyVault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: keyVaultName
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

@description('The address of the SQL server.')
output sqlServerHostName string = sqlServer.properties.fullyQualifiedDomainName

@description('The address of the blobs.')
output storageAccountBlobEndpoint string = storageAccount.properties.primaryEndpoints.blob

@description('The address of the vault.')
output keyVaultUri string = keyVault.properties.vaultUri
