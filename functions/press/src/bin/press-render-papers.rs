//! The Lambda function of `render-papers`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<press::render_papers::RenderPapers>()
}
