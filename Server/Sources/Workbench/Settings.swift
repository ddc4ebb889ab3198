/// How a workbench is set up.
public struct Settings: Sendable {
  /// The one file with all that is kept.
  public var file: String
  /// The address to listen on; loopback unless the operator says otherwise.
  public var address = "127.0.0.1"
  /// The port; 0 takes a free one.
  public var port = 8765
  /// Names, with ports where there are some, by which browsers may ask for the workbench.
  public var hosts: [String] = []
  /// Whether browsers come through a proxy with TLS: cookies are then for such connections alone.
  public var isBehindTLS = false
  /// The program that plans.
  public var temper: String
  /// How many runs go on at a time.
  public var runs = 1
  /// The threads of each run.
  public var threads: Int
  /// The memory of each run, in megabytes; one that needs more is ended.
  public var memory = 4096
  /// The longest time that a run may ask for, in seconds.
  public var longestRun = 3600

  /// The least memory that a run may be given, in megabytes: the program alone takes some dozens.
  public static let leastMemory = 64
  /// Headers of a request, in bytes; more are refused.
  public static let mostHeaderBytes = 16 << 10
  /// The body of a request, in bytes; more are refused.
  public static let mostBodyBytes = 32 << 20
  /// Connections at a time; others wait.
  public static let mostConnections = 200
  /// How long a client may be silent, in seconds.
  public static let patience = 30

  /// Creates settings.
  public init(file: String, temper: String, threads: Int) {
    self.file = file
    self.temper = temper
    self.threads = threads
  }
}
