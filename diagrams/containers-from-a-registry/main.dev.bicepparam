using './main.bicep'

param location = 'germanywestcentral'
param environmentName = 'dev'
