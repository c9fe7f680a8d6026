metadata description = 'What keeps data.'

@description('The Azure region.')
param location string

@description('The object id of the Entra ID group that administers the databases.')
param databaseAdministratorsObjectId string

@description('The name of that group, as Entra ID has it.')
param databaseAdministratorsName string

@description('The size of PostgreSQL flexible server.')
param postgresqlSku string

@description('The disk of PostgreSQL flexible server at its creation, in GB. It grows by itself and never shrinks: Terraform leaves it alone afterwards, Bicep is told the size that it has.')
param postgresqlStorageGb int

@description('The tags of every resource.')
param tags object

@description('The name of PostgreSQL flexible server (Microsoft.DBforPostgreSQL/flexibleServers).')
param postgresqlName string

@description('The name of postgresqlDatabase (Microsoft.DBforPostgreSQL/flexibleServers/databases).')
param postgresqlDatabaseName string

@description('The name of Log Analytics workspace (Microsoft.OperationalInsights/workspaces).')
param logAnalyticsName string

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: logAnalyticsName
}

// PostgreSQL flexible server: node Pg on line 9 of the diagram.
resource postgresql 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: postgresqlName
  location: location
  sku: {
    name: postgresqlSku
    tier: startsWith(postgresqlSku, 'Standard_B')
      ? 'Burstable'
      : (startsWith(postgresqlSku, 'Standard_E') ? 'MemoryOptimized' : 'GeneralPurpose')
  }
  tags: union(tags, { 'siteplan-node': 'Pg' })
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

@description('The address of the server.')
output postgresqlHostName string = postgresql.properties.fullyQualifiedDomainName
