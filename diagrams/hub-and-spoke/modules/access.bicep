metadata description = 'Who may do what.'

@description('The name of Key Vault (Microsoft.KeyVault/vaults).')
param keyVaultName string

@description('The name of Web App (Microsoft.Web/sites).')
param webAppName string

resource keyVault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: keyVaultName
}

resource webApp 'Microsoft.Web/sites@2025-03-01' existing = {
  name: webAppName
}

// Web App may use Key Vault: Key Vault Secrets User.
resource webAppKeyVaultKeyVaultSecretsUser 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, webApp.id, '4633458b-17de-408a-b874-0445c86b69e6')
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '4633458b-17de-408a-b874-0445c86b69e6'
    )
    principalId: webApp.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
