import ArgumentParser
public import Districting
public import PatrolRouting
public import RouteOutput

// What commands read by name.
extension DistrictRules.Objective: ExpressibleByArgument {}
extension DistrictReport.Method: ExpressibleByArgument {}
extension RouteMethod: ExpressibleByArgument {}
