//! The table on one machine: DynamoDB on SQLite behind the real protocol. `balie serve` keeps it in a file; tests of the store and of the
//! functions hold it in memory, so that they make the very calls that run in AWS.

pub mod ask;
pub mod dynamodb;
pub mod kvk;
pub mod testing;
