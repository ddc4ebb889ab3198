// Errors and remarks of imports are those of its tables, so that one import will do.

@_exported public import ImportTables
