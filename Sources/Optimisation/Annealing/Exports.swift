// What results and parameters of the annealer are made of, so that one import will do.

@_exported public import FlipWalks
@_exported public import LayeredWalks
@_exported public import Tempering
