//! Help: the service desk, and questions put to it, as whoever asks and as the desk see them. One file per operation.

mod asking;
mod problems;
mod threads;

pub mod answer_ticket;
pub mod answer_ticket_thread;
pub mod ask_service_desk;
pub mod close_own_ticket;
pub mod close_ticket;
pub mod close_ticket_thread;
pub mod create_ticket;
pub mod find_ticket;
pub mod get_help;
pub mod get_ticket;
pub mod list_tickets;
pub mod list_waiting_tickets;
pub mod open_ticket;
pub mod open_ticket_thread;
pub mod read_ticket;
pub mod release_ticket;
pub mod send_ticket_link;
pub mod take_ticket;
pub mod write_on_ticket;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<get_help::GetHelp>(),
        operation::<ask_service_desk::AskServiceDesk>(),
        operation::<send_ticket_link::SendTicketLink>(),
        operation::<open_ticket_thread::OpenTicketThread>(),
        operation::<answer_ticket_thread::AnswerTicketThread>(),
        operation::<create_ticket::CreateTicket>(),
        operation::<list_tickets::ListTickets>(),
        operation::<get_ticket::GetTicket>(),
        operation::<read_ticket::ReadTicket>(),
        operation::<write_on_ticket::WriteOnTicket>(),
        operation::<close_own_ticket::CloseOwnTicket>(),
        operation::<close_ticket_thread::CloseTicketThread>(),
        operation::<list_waiting_tickets::ListWaitingTickets>(),
        operation::<find_ticket::FindTicket>(),
        operation::<open_ticket::OpenTicket>(),
        operation::<take_ticket::TakeTicket>(),
        operation::<release_ticket::ReleaseTicket>(),
        operation::<answer_ticket::AnswerTicket>(),
        operation::<close_ticket::CloseTicket>(),
    ]
}
