//! The Lambda function of `answer-ticket-thread`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::answer_ticket_thread::AnswerTicketThread>()
}
