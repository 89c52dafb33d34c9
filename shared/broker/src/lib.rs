//! Logging in through a broker of eHerkenning.
