import Foundation
import GRDB

/// Bytes in columns.
enum Data8 {
  static func blob(_ bytes: [UInt8]) -> Data { Data(bytes) }

  static func bytes(_ blob: Data) -> [UInt8] { Array(blob) }

  static func fetch(
    _ db: Database, sql: String, arguments: StatementArguments
  ) throws -> [UInt8]? {
    try Data.fetchOne(db, sql: sql, arguments: arguments).map { Array($0) }
  }
}
