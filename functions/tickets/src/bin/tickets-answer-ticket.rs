//! The Lambda function of `answer-ticket`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::answer_ticket::AnswerTicket>()
}
