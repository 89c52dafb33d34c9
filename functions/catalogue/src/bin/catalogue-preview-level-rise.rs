//! The Lambda function of `preview-level-rise`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::preview_level_rise::PreviewLevelRise>()
}
