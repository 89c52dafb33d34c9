//! `get-data-table`: which data and checks each level asks, as one table; the very one the wizard asks by.

use api::Route;
use domain::upgrade::Refusal;
use domain::upgrade::data_table::DataTable;
use domain::upgrade::rules::Rules;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath, NoQuery};

use crate::problems::Refused;

/// Shows the table.
pub struct GetDataTable;

impl Endpoint for GetDataTable {
    const ROUTE: Route = Route::get("get-data-table", "/v1/data-table")
        .summary("Which data and checks each level asks")
        .editions()
        .cached(60);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DataTable;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<DataTable>, Refused> {
        Ok(Rules::on(cx.today()).ok_or(Refusal::RulesUnknown)?.data_table().into())
    }
}
