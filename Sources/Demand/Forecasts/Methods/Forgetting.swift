import RandomStreams

/// What is kept after one step of a memory that halves in so many.
func halving(_ halfLife: Double) -> Double {
  naturalExponential(-naturalLogarithm(2) / halfLife)
}

/// What is kept after one step of a memory that falls to 1/e in so many.
func fading(_ steps: Double) -> Double { naturalExponential(-1 / steps) }
