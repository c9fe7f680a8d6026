using './main.bicep'

param location = 'francecentral'
param environmentName = 'dev'
param databaseAdministratorsObjectId = readEnvironmentVariable('DATABASE_ADMINISTRATORS_OBJECT_ID')
