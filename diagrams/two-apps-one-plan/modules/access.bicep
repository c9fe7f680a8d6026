metadata description = 'Who may do what.'

@description('The name of Service Bus (Microsoft.ServiceBus/namespaces).')
param serviceBusName string

@description('The name of Orders API (Microsoft.Web/sites).')
param webAppOrdersApiName string

resource serviceBus 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusName
}

resource webAppOrdersApi 'Microsoft.Web/sites@2025-03-01' existing = {
  name: webAppOrdersApiName
}

// Orders API may use Service Bus: Azure Service Bus Data Sender.
resource webAppOrdersApiServiceBusAzureServiceBusDataSender 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: serviceBus
  name: guid(serviceBus.id, webAppOrdersApi.id, '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
    )
    principalId: webAppOrdersApi.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

// Orders API may use Service Bus: Azure Service Bus Data Receiver.
resource webAppOrdersApiServiceBusAzureServiceBusDataReceiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: serviceBus
  name: guid(serviceBus.id, webAppOrdersApi.id, '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
  properties: {
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
    )
    principalId: webAppOrdersApi.identity.principalId
    principalType: 'ServicePrincipal'
  }
}
