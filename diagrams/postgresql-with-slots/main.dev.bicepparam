using './main.bicep'

param location = 'westus3'
param environmentName = 'dev'
param databaseAdministratorsObjectId = readEnvironmentVariable('DATABASE_ADMINISTRATORS_OBJECT_ID')
param databaseAdministratorsName = readEnvironmentVariable('DATABASE_ADMINISTRATORS_NAME')
