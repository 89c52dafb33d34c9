//! What being identified costs and when one can be visited (domain.md 5, as the partner publishes it): paid to the partner, at the door.

use jiff::civil::{Date, Weekday};

/// How somebody is identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// At a distance, with a telephone.
    AtADistance,
    /// A visit some time in the day.
    Day,
    /// A visit in the morning.
    Morning,
    /// A visit in the afternoon.
    Afternoon,
    /// A visit in the evening.
    Evening,
}

impl Part {
    /// Every way, in the order of the page.
    pub const ALL: [Self; 5] = [Self::AtADistance, Self::Day, Self::Morning, Self::Afternoon, Self::Evening];

    /// The name in a form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtADistance => "at-a-distance",
            Self::Day => "day",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// By its name in a form.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// From which hour to which; a standard visit is between 8 and 18.
    pub const fn hours(self) -> (i8, i8) {
        match self {
            Self::AtADistance => (7, 23),
            Self::Day => (8, 18),
            Self::Morning => (8, 13),
            Self::Afternoon => (13, 18),
            Self::Evening => (18, 21),
        }
    }

    /// What it costs on a day, in cents.
    pub fn cents(self, day: Date) -> u32 {
        const BASE: u32 = 1000;
        const VISIT: u32 = 1665;
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let extra = match (self, weekend) {
            (Self::AtADistance, _) => return BASE,
            (Self::Day, false) => 0,
            (Self::Morning | Self::Afternoon, false) => 350,
            (Self::Evening, _) | (Self::Day, true) => 499,
            (Self::Morning | Self::Afternoon, true) => 650,
        };
        BASE + VISIT + extra
    }
}

/// Cents as an amount.
pub fn euros(cents: u32) -> String {
    format!("€ {}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn prices_are_those_of_the_field_notes() {
        let (monday, saturday) = (date(2026, 11, 23), date(2026, 11, 28));
        assert_eq!(Part::AtADistance.cents(saturday), 1000);
        assert_eq!(Part::Day.cents(monday), 2665);
        assert_eq!(Part::Morning.cents(monday), 3015);
        assert_eq!(Part::Evening.cents(monday), 3164);
        assert_eq!(Part::Afternoon.cents(saturday), 3315);
        assert_eq!(euros(3015), "€ 30.15");
    }
}
