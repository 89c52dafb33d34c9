//! What an organisation spends: one line for each thing it pays for, put under the month it is invoiced with, domain.md 4.1.

pub mod budget;
pub mod line;
pub mod month;
pub mod summary;
pub mod total;

pub use budget::Budget;
pub use line::{Line, Product, Subject};
pub use month::Month;
pub use summary::{Filter, Group, NotAPeriod, Period, Summary, Whose};
pub use total::{CodeMonth, Head, Invoiced, Sum};
