//! The Lambda function of `search-form-list`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::search_form_list::SearchFormList>()
}
